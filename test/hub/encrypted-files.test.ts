import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterProps, GitSource, HelmChart, PlatformService, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'encrypted-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const encrypted = `# kept as it is,   spaces and all
apiVersion: v1
kind: Secret
metadata:
    name: git
    namespace: billing
stringData:
    identity: ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]
sops:
    version: 3.13.2
`;

/** Puts a file into the hub's secrets. */
function secretFile(path: string, text: string): void {
  const file = join(root, 'secrets', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

/** The tenant `billing`, whose source is cloned with an encrypted key. */
function billing(props: Partial<ClusterProps> = { decryption: { secret: 'sops-age' } }) {
  return renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'billing', {
        source: GitSource.ssh('ssh://git@github.com/acme/billing', { deployKey: SecretRef.sops('git') }),
      }).addKustomization('api');
    }, props),
    { name: 'prod-eu', secrets: 'read', hub: { root } },
  );
}

test('an encrypted file is copied byte for byte beside what uses it, and only that Kustomization decrypts', () => {
  secretFile('prod-eu/billing/git.yaml', encrypted);
  const rendered = billing();
  const { files, objects } = rendered;

  expect(found(rendered)).toEqual([]);
  expect(files['tenants/prod-eu/billing/apps/git.sops.yaml']).toBe(encrypted);
  expect(files['tenants/prod-eu/billing/apps/kustomization.yaml']).toContain('  - git.sops.yaml\n  - sync.yaml\n');
  expect(
    objects.flatMap(({ metadata, spec }) =>
      (spec as { decryption?: object } | undefined)?.decryption ? [metadata.name] : [],
    ),
  ).toEqual(['tenant-billing-apps']);
  expect(rendered.get('Kustomization', 'tenant-billing-apps').spec).toHaveProperty('decryption', {
    provider: 'sops',
    secretRef: { name: 'sops-age' },
  });
});

test("values of a platform service's chart may be encrypted, in flux-system", () => {
  secretFile(
    'prod-eu/harbor/harbor-values.yaml',
    encrypted.replace('name: git', 'name: harbor-values').replace('namespace: billing', 'namespace: flux-system'),
  );
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        new PlatformService(cluster, 'harbor', {
          chart: HelmChart.repository('https://helm.goharbor.io', 'harbor', { version: '1.19.1' }),
          valuesFrom: [{ secret: SecretRef.sops('harbor-values') }],
        });
      },
      { decryption: { secret: 'sops-age' } },
    ),
    { name: 'prod-eu', secrets: 'read', hub: { root } },
  );

  expect(found(rendered)).toEqual([]);
  expect(rendered.files).toHaveProperty(['infrastructure/prod-eu/harbor/harbor-values.sops.yaml']);
  expect(rendered.get('Kustomization', 'infra-harbor').spec).toHaveProperty('decryption');
});

const path = 'secrets/prod-eu/billing/git.yaml';

test.each([
  ['has no sops part', encrypted.replace(/sops:\n.*\n/, ''), 'is not encrypted: it has no `sops` part'],
  ['has a value in the clear', encrypted.replace(/ENC\[.*\]/, 'c2VjcmV0'), 'holds `identity` in the clear'],
  [
    'is for another namespace',
    encrypted.replace('namespace: billing', 'namespace: search'),
    'is for namespace search, and is used in billing',
  ],
  [
    'is for no namespace',
    encrypted.replace('    namespace: billing\n', ''),
    'is for namespace (none), and is used in billing',
  ],
  ['has another name', encrypted.replace('name: git', 'name: key'), 'holds the Secret key, not git'],
  ['holds something else', encrypted.replace('kind: Secret', 'kind: ConfigMap'), 'holds a ConfigMap, not a Secret'],
])('a file that %s is not copied', (_, text, complaint) => {
  secretFile('prod-eu/billing/git.yaml', text);
  const rendered = billing();

  expect(found(rendered)).toEqual([`secrets/file-unsafe: ${path} ${complaint}.`]);
  expect(rendered.files).toEqual({});
});

test('a file of two documents, or of none that can be read, is not copied', () => {
  secretFile('prod-eu/billing/git.yaml', `${encrypted}---\n${encrypted}`);
  expect(found(billing())).toEqual([`secrets/file-unreadable: ${path} holds 2 documents.`]);

  secretFile('prod-eu/billing/git.yaml', 'apiVersion: v1\nkind: [Secret\n');
  expect(found(billing())).toEqual([expect.stringMatching(/^secrets\/file-unreadable: secrets\/.*\/git\.yaml:\d+: /)]);
});

test('a cluster without a key cannot use encrypted files', () => {
  secretFile('prod-eu/billing/git.yaml', encrypted);

  expect(found(billing({}))).toEqual([
    `secrets/no-decryption: ${path} is encrypted, and cluster prod-eu has no key to open it with.`,
  ]);
});

test('a file serves the namespace that it is for, and no other that uses it too', () => {
  secretFile('prod-eu/billing/git.yaml', encrypted);
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        const source = GitSource.ssh('ssh://git@github.com/acme/billing', { deployKey: SecretRef.sops('git') });
        const tenant = new Tenant(cluster, 'billing', { source, namespaces: ['billing', 'billing-jobs'] });
        source.create(tenant, 'jobs', { name: 'jobs', namespace: 'billing-jobs' });
      },
      { decryption: { secret: 'sops-age' } },
    ),
    { name: 'prod-eu', secrets: 'read', hub: { root } },
  );

  expect(found(rendered)).toEqual([
    `secrets/file-unsafe: ${path} is for namespace billing, and is used in billing-jobs.`,
  ]);
});

test('a file that is not there is asked for by its own name, not by the folder that it shares with others', () => {
  const fix = () => billing().findings[0]?.fix;

  secretFile('prod-eu/billing/cosign.yaml', encrypted);
  expect(fix()).toBe(`Encrypt it with sops into ${path}, or say who creates it: SecretRef.external.`);

  secretFile('prod-eu/billing/gti.yaml', encrypted);
  expect(fix()).toBe('Did you mean gti?');
});
