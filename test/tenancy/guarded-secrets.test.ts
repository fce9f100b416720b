import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmChart, OciSource, PlatformService, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, onTestFinished, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

/** A hub repo with one encrypted Secret for each of some owners, by their namespaces. */
function hubWith(secret: string, namespaces: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'guarded-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [owner, namespace] of Object.entries(namespaces)) {
    const folder = join(root, 'secrets/prod-eu', owner);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${secret}.yaml`),
      [
        'apiVersion: v1',
        'kind: Secret',
        'metadata:',
        `    name: ${secret}`,
        `    namespace: ${namespace}`,
        'data:',
        '    key.pub: ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]',
        'sops:',
        '    version: 3.13.2',
        '',
      ].join('\n'),
    );
  }
  return root;
}

test("a tenant's encrypted Secrets get the label that the guard looks for, once Flux has decrypted them", () => {
  const root = hubWith('cosign', { billing: 'billing', harbor: 'flux-system' });
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        const billing = new Tenant(cluster, 'billing', {
          source: OciSource.artifact('oci://ghcr.io/acme/billing', {
            ref: { tag: '1.0.0' },
            verify: { cosignPublicKey: SecretRef.sops('cosign') },
          }),
        });
        billing.addKustomization('api');
        new PlatformService(cluster, 'harbor', {
          chart: HelmChart.repository('https://helm.goharbor.io', 'harbor', { version: '1.19.1' }),
          valuesFrom: [{ secret: SecretRef.sops('cosign') }],
        });
      },
      { decryption: { secret: 'sops-age' } },
    ),
    { name: 'prod-eu', secrets: 'read', hub: { root } },
  );

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('Kustomization', 'tenant-billing-apps').spec).toHaveProperty('commonMetadata', {
    labels: { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub', 'toolkit.fluxcd.io/tenant': 'billing' },
  });
  for (const name of ['tenant-billing', 'infra-harbor'])
    expect(rendered.get('Kustomization', name).spec).not.toHaveProperty('commonMetadata');
});
