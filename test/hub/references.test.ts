import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Cluster,
  GitSource,
  HelmChart,
  JsonPatch,
  NetworkPeer,
  PlatformService,
  SecretRef,
  Tenant,
} from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { afterAll, expect, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

const root = mkdtempSync(join(tmpdir(), 'references-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'apps', 'billing'), { recursive: true });

/** What is found on a cluster that holds something. */
function foundWith(populate: (cluster: Cluster) => void): string[] {
  return found(renderCluster(clusterWith(populate), { hub: { root } }));
}

const https = GitSource.https('https://github.com/acme/billing');

test('what a Flux object names must exist: its source, account, Secrets and ConfigMaps', () => {
  const findings = foundWith((cluster) => {
    const billing = new Tenant(cluster, 'billing', { source: https });
    const api = billing.addKustomization('api', {
      decryption: { provider: 'sops', secretRef: { name: 'age' } },
      postBuild: { substituteFrom: [{ kind: 'Secret', name: 'vars' }] },
    });
    api.patch(
      JsonPatch.replace('/spec/sourceRef/name', 'biling'),
      JsonPatch.replace('/spec/serviceAccountName', 'root'),
    );
    billing.addHelmRelease('db', {
      chart: HelmChart.repository('https://charts.example.com', 'db', { version: '1.0.0' }),
      valuesFrom: [{ configMap: 'db-values' }],
    });
  });
  const api = 'flux/reference-missing: Kustomization billing/api names';

  expect(findings).toEqual([
    `${api} GitRepository billing/biling in spec.sourceRef, which does not exist.`,
    `${api} ServiceAccount billing/root in spec.serviceAccountName, which does not exist.`,
    `${api} Secret billing/age in spec.decryption.secretRef, which does not exist.`,
    `${api} Secret billing/vars in spec.postBuild.substituteFrom[0], which does not exist.`,
    'flux/reference-missing: HelmRelease billing/db names ConfigMap billing/db-values in spec.valuesFrom[0], which does not exist.',
  ]);
});

test('a Secret that is declared to come from elsewhere exists, in its own namespace only', () => {
  const findings = foundWith((cluster) => {
    const deployKey = SecretRef.external('git', { createdBy: 'Terraform' });
    const source = GitSource.ssh('ssh://git@github.com/acme/billing', { deployKey });
    new Tenant(cluster, 'billing', { source });
    const search = new Tenant(cluster, 'search', { source: https });
    const ours = GitSource.https('https://github.com/acme/search').create(search, 'ours', {
      name: 'ours',
      namespace: 'search',
    });
    search.addKustomization('api', { source: ours, decryption: { provider: 'sops', secretRef: { name: 'git' } } });
  });

  expect(findings).toEqual([
    'flux/reference-missing: Kustomization search/api names Secret search/git in spec.decryption.secretRef, which does not exist.',
  ]);
});

test('a dependency on an app of another cluster is a dependency on nothing', () => {
  let elsewhere: PlatformService | undefined;
  renderCluster(
    clusterWith((cluster) => {
      elsewhere = new PlatformService(cluster, 'storage', { namespace: 'storage' });
    }),
  );

  expect(
    foundWith((cluster) => {
      new PlatformService(cluster, 'harbor', { namespace: 'harbor', dependsOn: elsewhere ? [elsewhere] : [] });
    }),
  ).toEqual([
    'flux/depends-on-missing: Kustomization flux-system/infra-harbor depends on Kustomization flux-system/infra-storage, which does not exist.',
  ]);
});

test('a cycle is shown as the way round it, once', () => {
  const findings = foundWith((cluster) => {
    const billing = new Tenant(cluster, 'billing', { source: https });
    const a = billing.addKustomization('a');
    const b = billing.addKustomization('b', { dependsOn: [a] });
    billing.addKustomization('c', { dependsOn: [b] });
    a.patch(JsonPatch.add('/spec/dependsOn', [{ name: 'c' }]));
    billing.addKustomization('d', { dependsOn: [a] });
  });

  expect(findings).toEqual([
    'flux/dependency-cycle: Kustomization billing/a waits for itself: billing/a → billing/c → billing/b → billing/a.',
  ]);
});

test("a tenant's code may be a folder of the hub repo, through a GitRepository of its own", () => {
  const populate = (path: string) => (cluster: Cluster) => {
    new Tenant(cluster, 'billing', { source: GitSource.hub() }).addKustomization('api', { path });
  };
  const { get, findings } = renderCluster(clusterWith(populate('./apps/billing')), {
    hub: { root, repository: 'https://github.com/acme/fleet-hub', branch: 'stable' },
  });

  expect(findings).toEqual([]);
  expect(get('GitRepository', 'billing', 'billing').spec).toEqual({
    url: 'https://github.com/acme/fleet-hub',
    interval: '1m',
    ref: { branch: 'stable' },
  });
  expect(get('Kustomization', 'api', 'billing').spec).toMatchObject({
    sourceRef: { kind: 'GitRepository', name: 'billing' },
    serviceAccountName: 'reconciler',
  });
});

const credentials = SecretRef.external('hub-key', { createdBy: 'Terraform' });

test('a hub repo over SSH is not cloned without a key', () => {
  expect(
    foundWith((cluster) => {
      new Tenant(cluster, 'billing', { source: GitSource.hub() }).addKustomization('api', { path: './apps/billing' });
    }),
  ).toEqual(['flux/no-credentials: ssh://git@example.com/hub is cloned over SSH, and there is no deploy key for it.']);
});

test.each([
  ['./apps/biling', 'has the path ./apps/biling, which the hub repo does not have'],
  ['../other', 'has the path ../other, which leaves the repo'],
])('the path %s of the hub repo is an error', (path, complaint) => {
  expect(
    foundWith((cluster) => {
      new Tenant(cluster, 'billing', { source: GitSource.hub({ credentials }) }).addKustomization('api', { path });
    }),
  ).toEqual([`flux/path-missing: Kustomization billing/api ${complaint}.`]);
});

test('a path of another repo is its own business', () => {
  expect(
    foundWith((cluster) => {
      new Tenant(cluster, 'billing', { source: https }).addKustomization('api', { path: './anywhere' });
    }),
  ).toEqual([]);
});

test('ranges of addresses that are none and amounts below nothing are errors, as the API server has it', () => {
  const findings = foundWith((cluster) => {
    new Tenant(cluster, 'billing', {
      source: https,
      quota: { cpu: -1, memory: '64Gi', storage: '1.5Ti', pods: 0 },
      containerDefaults: { limits: { cpu: '-2' } },
      network: {
        egress: ['10.0.0.0/99', '10.0.0.0', '2001:db8::/32', '300.0.0.0/8'].map((range) => NetworkPeer.cidr(range)),
      },
    });
  });

  expect(findings).toEqual([
    'kubernetes/cidr: NetworkPolicy billing/allow-egress has the range 10.0.0.0/99, which is none.',
    'kubernetes/cidr: NetworkPolicy billing/allow-egress has the range 10.0.0.0, which is none.',
    'kubernetes/cidr: NetworkPolicy billing/allow-egress has the range 300.0.0.0/8, which is none.',
    'kubernetes/negative-amount: ResourceQuota billing/quota has limits.cpu: "-1".',
    'kubernetes/negative-amount: ResourceQuota billing/quota has requests.cpu: "-1".',
    'kubernetes/negative-amount: LimitRange billing/limits has default.cpu: "-2".',
  ]);
});

test('a tenant cannot have the namespace of a platform service, also where a base repo makes it', () => {
  const findings = foundWith((cluster) => {
    new Tenant(cluster, 'search', { source: https, namespaces: ['search', 'loki'] });
    new PlatformService(cluster, 'loki', { source: https, path: './loki' });
  });

  expect(findings).toEqual([
    'tenancy/namespace-taken: Namespace loki of tenant search belongs to platform service loki.',
  ]);
});
