import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Cluster,
  GitSource,
  HelmChart,
  JsonPatch,
  KubeObject,
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

const https = GitSource.https('https://github.com/acme/billing', { ref: { tag: 'v1.0.0' } });

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
    'flux/dependency-missing: Kustomization flux-system/infra-harbor depends on Kustomization flux-system/infra-storage, which does not exist.',
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
  ['../other', 'has the path ../other, which leaves the source'],
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
    'kubernetes/invalid-cidr: NetworkPolicy billing/allow-egress has the range 10.0.0.0/99, which is not one.',
    'kubernetes/invalid-cidr: NetworkPolicy billing/allow-egress has the range 10.0.0.0, which is not one.',
    'kubernetes/invalid-cidr: NetworkPolicy billing/allow-egress has the range 300.0.0.0/8, which is not one.',
    'kubernetes/negative-amount: ResourceQuota billing/quota has spec.hard[limits.cpu]: "-1".',
    'kubernetes/negative-amount: ResourceQuota billing/quota has spec.hard[requests.cpu]: "-1".',
    'kubernetes/negative-amount: LimitRange billing/limits has spec.limits[0].default[cpu]: "-2".',
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

/** What is found of one object. */
function foundOf(apiVersion: string, kind: string, spec: unknown): string[] {
  return foundWith((cluster) => {
    const service = new PlatformService(cluster, 'harbor', { namespace: 'harbor', source: https, path: './harbor' });
    new KubeObject(service, 'object', { apiVersion, kind, metadata: { name: 'web', namespace: 'flux-system' }, spec });
  });
}

const kustomization = { interval: '5m', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } };

test.each([
  ['NetworkPolicy', 'networking.k8s.io/v1', { podSelector: {}, egress: [null] }, 'has spec.egress[0]: null'],
  ['LimitRange', 'v1', { limits: [null] }, 'has spec.limits[0]: null'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io/v1', { ...kustomization, path: 5 }, 'has spec.path: 5'],
  [
    'Kustomization',
    'kustomize.toolkit.fluxcd.io/v1',
    { ...kustomization, dependsOn: [null] },
    'has spec.dependsOn[0]: null',
  ],
  [
    'HelmRelease',
    'helm.toolkit.fluxcd.io/v2',
    { interval: '5m', chartRef: { kind: 'OCIRepository', name: 'none' }, valuesFrom: [null] },
    'has spec.valuesFrom[0]: null',
  ],
])('a %s that its schema refuses is looked into no further: %s %o', (kind, apiVersion, spec, complaint) => {
  expect(foundOf(apiVersion, kind, spec)).toEqual([`manifest/schema-violation: ${kind} flux-system/web ${complaint}.`]);
});

test('an object of a version that is not served is looked into no further', () => {
  expect(foundOf('kustomize.toolkit.fluxcd.io/v1beta2', 'Kustomization', { dependsOn: [null] })).toEqual([
    'manifest/not-served: Kustomization flux-system/web is of kustomize.toolkit.fluxcd.io/v1beta2, which Flux 2.9 does not serve.',
  ]);
});

test('an object that its schema refuses still exists for those that name it', () => {
  const findings = foundWith((cluster) => {
    const billing = new Tenant(cluster, 'billing', { source: https });
    const database = billing.addKustomization('database');
    database.patch(JsonPatch.replace('/spec/path', 5));
    billing.addKustomization('api', { dependsOn: [database] });
    billing.addKustomization('jobs').patch(JsonPatch.add('/spec/dependsOn', [{ name: 'databases' }]));
  });

  expect(findings).toEqual([
    'manifest/schema-violation: Kustomization billing/database has spec.path: 5.',
    'flux/dependency-missing: Kustomization billing/jobs depends on Kustomization billing/databases, which does not exist.',
  ]);
});

/** What to do about the only finding of a cluster. */
function fixWith(populate: (cluster: Cluster) => void): string | undefined {
  const { findings } = renderCluster(clusterWith(populate), { hub: { root } });
  expect(findings).toHaveLength(1);
  return findings[0]?.fix;
}

test('what another namespace has is not offered for a dependency, nor what waits', () => {
  const waiting = (name: string, others: readonly string[]) =>
    fixWith((cluster) => {
      const billing = new Tenant(cluster, 'billing', { source: https });
      for (const other of others) billing.addKustomization(other);
      billing.addKustomization('databases').patch(JsonPatch.add('/spec/dependsOn', [{ name }]));
      new Tenant(cluster, 'search', { source: https }).addKustomization('database');
    });

  expect(waiting('databse', [])).toBe('Correct the name, or add what it waits for.');
  expect(waiting('databse', ['database'])).toBe('Did you mean database?');
});

test('what another namespace has is not offered for a source', () => {
  const applied = (from: string) =>
    fixWith((cluster) => {
      const billing = new Tenant(cluster, 'billing', { source: https });
      billing.addKustomization('api').patch(JsonPatch.replace('/spec/sourceRef/name', from));
      https.create(new Tenant(cluster, 'search', {}), 'other', { name: 'storage', namespace: 'search' });
    });

  expect(applied('storag')).toMatch(/^Create what it names, correct the name, or declare who creates it: /);
  expect(applied('biling')).toBe('Did you mean billing?');
});

test.each<[string, string, unknown, string]>([
  ['v1', 'ResourceQuota', { hard: { cpu: 'lots' } }, 'Write an amount such as 500m, 2 or 64Gi.'],
  [
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    { ...kustomization, interval: 'often' },
    'Write a duration such as 5m or 90s; the units are ms, s, m, h.',
  ],
  [
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    { interval: '5m', url: 'github.com/acme/billing' },
    'Write a URL that starts with http:// or https:// or ssh://.',
  ],
  [
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    { hostnames: ['Web_1'] },
    'Write a host name such as api.example.com or *.example.com.',
  ],
  [
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    { parentRefs: [{ name: 'web', namespace: 'Web' }] },
    'Use lower-case letters, digits and dashes, with a letter or digit at both ends.',
  ],
])('a string that %s %s refuses comes with one that it takes: %o', (apiVersion, kind, spec, fix) => {
  const { findings } = renderCluster(
    clusterWith(
      (cluster) => {
        const service = new PlatformService(cluster, 'web', { namespace: 'web' });
        new KubeObject(service, 'object', { apiVersion, kind, metadata: { name: 'web', namespace: 'web' }, spec });
      },
      { gatewayApi: { version: '1.6' } },
    ),
  );

  expect(findings.map((finding) => finding.fix)).toEqual([fix]);
});

test('a path that leaves its source is an error, whoever’s the source is', () => {
  const findings = foundWith((cluster) => {
    const billing = new Tenant(cluster, 'billing', { source: https });
    billing.addKustomization('api', { path: './deploy/../../other' });
  });

  expect(findings).toEqual([
    'flux/path-missing: Kustomization billing/api has the path ./deploy/../../other, which leaves the source.',
  ]);
});

test('two tenants in one namespace are one error, with the place of the first', () => {
  const findings = foundWith((cluster) => {
    new Tenant(cluster, 'search', { source: https });
    new Tenant(cluster, 'find', { namespaces: ['find', 'search'], source: https });
  });

  expect(findings).toEqual([
    expect.stringMatching(
      /^tenancy\/namespace-taken: Namespace search of tenant find belongs to tenant search, made at \S*references\.test\.ts:\d+\.$/,
    ),
  ]);
});
