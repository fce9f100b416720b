import { ApiObject } from 'cdk8s';
import {
  type Cluster,
  type Duration,
  GitSource,
  HelmChart,
  JsonPatch,
  KubeObject,
  PlatformService,
  Tenant,
} from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

const source = GitSource.https('https://github.com/acme/billing');
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shared' } };

test('an object directly under a cluster is refused, with the places where it can stand', () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      new ApiObject(cluster, 'settings', settings);
    }),
  );

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'hub/object-without-owner',
      message: 'ConfigMap settings stands directly under the cluster, where nothing applies it.',
      fix: "Create it in a PlatformService, in a service's `config`, or in a Tenant.",
      construct: 'test/settings',
    }),
  ]);
});

test('two objects of one identity are refused, with the place of the first', () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const first = new PlatformService(cluster, 'first');
      const second = new PlatformService(cluster, 'second');
      new KubeObject(first, 'settings', settings);
      new KubeObject(second, 'settings', settings);
    }),
  );
  const [finding] = findings;

  expect(findings).toHaveLength(1);
  expect(finding).toMatchObject({ rule: 'manifest/duplicate', construct: 'test/second/settings' });
  expect(finding?.message).toBe(
    `ConfigMap shared/settings is already rendered by platform/first (${finding?.file}:${(finding?.line ?? 0) - 1}).`,
  );
});

test('a namespace that is no name of one is refused', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'billing', { namespaces: ['Billing_EU'] });
    }),
  );

  expect(found(rendered)[0]).toBe(
    'tenancy/namespace-name: Tenant billing asks for namespace "Billing_EU", which cannot be the name of one.',
  );
});

test('names of Kustomizations and HelmReleases have at most 63 characters', () => {
  const name = (length: number) => 'a'.repeat(length);
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const tenant = new Tenant(cluster, 'billing', { source });
      tenant.addKustomization(name(63));
      tenant.addKustomization(name(64));
      tenant.addHelmRelease(name(65), {
        chart: HelmChart.repository('https://charts.example.com', 'api', { version: '1.0.0' }),
        releaseName: 'api',
      });
    }),
  );

  expect(found(rendered)).toEqual([
    `manifest/long-name: Kustomization billing/${name(64)} has a name of 64 characters; 63 are the most.`,
    `manifest/long-name: HelmRelease billing/${name(65)} has a name of 65 characters; 63 are the most.`,
  ]);
});

test('a tenant whose name is too long for its Kustomizations is refused before its namespaces are', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'b'.repeat(55), { source }).addKustomization('api');
    }),
  );

  expect(found(rendered)).toEqual([
    `manifest/long-name: Kustomization flux-system/tenant-${'b'.repeat(55)}-apps has a name of 67 characters; 63 are the most.`,
  ]);
});

test.each<[string, (cluster: Cluster, name: string) => unknown]>([
  ['tenant', (cluster, name) => new Tenant(cluster, name, { namespaces: ['shop'] })],
  ['tenant', (cluster, name) => new Tenant(cluster, name)],
  ['platform service', (cluster, name) => new PlatformService(cluster, name, { source })],
])('the name of a %s that no label holds is refused where it is given, and nothing of it is looked at', (kind, make) => {
  const { findings } = renderCluster(clusterWith((cluster) => make(cluster, 'b'.repeat(64))));

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'hub/name',
      message: `"${'b'.repeat(64)}" cannot name a ${kind}.`,
      fix: expect.stringContaining('at most 63'),
      file: 'test/hub/objects.test.ts',
      line: expect.any(Number),
    }),
  ]);
});

test('a name that would lead out of the tree is refused', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, '../billing', { namespaces: ['billing'] });
      new PlatformService(cluster, 'Cert Manager', { namespace: 'cert-manager' });
    }),
  );

  expect(found(rendered)).toEqual([
    'hub/name: "../billing" cannot name a tenant.',
    'hub/name: "Cert Manager" cannot name a platform service.',
  ]);
});

test('what the user’s code throws is reported with its line, and the other clusters are still looked at', () => {
  const { findings } = renderCluster(
    clusterWith(() => {
      throw new TypeError('regions is undefined');
    }),
  );

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'hub/thrown',
      message: 'regions is undefined.',
      file: 'test/hub/objects.test.ts',
      construct: 'test',
    }),
  ]);
});

test("a service cannot take the name of one of the hub's own", () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      new PlatformService(cluster, 'tenancy');
    }),
  );

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'hub/name-taken',
      message: expect.stringMatching(/^There is a platform service tenancy already: made at /),
      fix: 'Give one of them another name, or remove it. The hub itself has the services policies, tenancy and variables.',
    }),
  ]);
});

test('two owners cannot be written to one folder', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const web = new PlatformService(cluster, 'web', { namespace: 'web' });
      new KubeObject(web.config, 'settings', settings);
      new PlatformService(cluster, 'web-config', { namespace: 'other' });
    }),
  );

  expect(found(rendered)).toContain(
    'hub/path-taken: platform/web and platform/web-config would both be written to deploy/infrastructure/test/web-config.',
  );
});

test.each<[string, unknown, string]>([
  ['a date', new Date(0), 'is an instance of Date, not a plain value'],
  ['no number', Number.NaN, 'is NaN, which JSON does not know'],
  ['a function', () => 1, 'is a function'],
  ['a character that kustomize corrupts', '\u0085', 'holds U+0085, which Flux cannot read'],
])('%s among the values of a chart is an error, beside all the others', (_, value, complaint) => {
  const chart = HelmChart.repository('https://charts.example.com', 'web', { version: '1.0.0' });
  const foundWith = (timeout: Duration) =>
    found(
      renderCluster(
        clusterWith((cluster) => {
          new PlatformService(cluster, 'web', { chart, values: { when: value }, release: { timeout } });
        }),
      ),
    );
  const fault = `manifest/unwritable-value: HelmRelease flux-system/web cannot be written: spec.values.when ${complaint}.`;

  expect(foundWith('5m')).toEqual([fault]);
  expect(foundWith('-5m')).toEqual([
    'manifest/schema-violation: HelmRelease flux-system/web has spec.timeout: "-5m".',
    fault,
  ]);
});

test('a value that contains itself is an error', () => {
  const values: Record<string, unknown> = {};
  values.self = values;

  expect(
    found(
      renderCluster(
        clusterWith((cluster) => {
          const chart = HelmChart.repository('https://charts.example.com', 'web', { version: '1.0.0' });
          new PlatformService(cluster, 'web', { chart, values });
        }),
      ),
    )[0],
  ).toBe('manifest/not-rendered: The object cannot be rendered: spec.values.self contains itself.');
});

test('an object that does not say what it is, or loses its name, is an error where it was made', () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'web');
      new KubeObject(service, 'kindless', JSON.parse('{ "apiVersion": "v1", "metadata": { "name": "a" } }'));
      new KubeObject(service, 'renamed', settings).patch(JsonPatch.remove('/metadata/name'));
    }),
  );

  expect(findings).toEqual([
    expect.objectContaining({
      message: 'The object cannot be rendered: it lacks `kind`, a string.',
      construct: 'test/web/kindless',
    }),
    expect.objectContaining({
      message: 'The object cannot be rendered: it lacks `metadata.name`, a string.',
      construct: 'test/web/renamed',
    }),
  ]);
});

test('a name that the API server refuses is an error, and names of roles are freer', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'billing', { source }).addKustomization('My App');
      const service = new PlatformService(cluster, 'web');
      for (const name of ['acme:web:reader', 'web/reader'])
        new KubeObject(service, `role-${name.length}`, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name },
          rules: [],
        });
    }),
  );

  expect(found(rendered)).toEqual([
    'manifest/invalid-name: Kustomization billing/My App has a name that the API server refuses.',
    'manifest/invalid-name: ClusterRole web/reader has a name that the API server refuses.',
  ]);
});

test('Namespaces and Services have names that are part of DNS names, and say so', () => {
  const long = 'a'.repeat(64);
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'web');
      for (const [kind, name] of Object.entries({
        Namespace: 'web.internal',
        Service: 'web.internal',
        ConfigMap: long,
      })) {
        const namespace = kind === 'Namespace' ? {} : { namespace: 'flux-system' };
        new KubeObject(service, kind, { apiVersion: 'v1', kind, metadata: { name, ...namespace } });
      }
    }),
  );

  const fix = 'Use lower-case letters, digits and dashes, with a letter or digit at both ends, at most 63 characters.';
  expect(findings.map(({ rule, object, fix }) => [rule, object?.kind, fix])).toEqual([
    ['manifest/invalid-name', 'Namespace', fix],
    ['manifest/invalid-name', 'Service', fix],
  ]);
});

test('a tenant needs a namespace, and one that is listed twice is one', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'billing', { namespaces: [] });
      new Tenant(cluster, 'search', { namespaces: ['search', 'search'] });
    }),
  );

  expect(found(rendered)).toEqual(['tenancy/no-namespace: Tenant billing lists no namespace.']);
});

test('an object says a namespace exactly where it lives in one', () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'web');
      new KubeObject(service, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
      new KubeObject(service, 'namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'web', namespace: 'web' },
      });
    }),
  );

  expect(findings.map(({ rule, message, fix }) => [rule, message, fix])).toEqual([
    ['manifest/namespace-missing', 'ConfigMap settings has no namespace.', 'Set metadata.namespace.'],
    [
      'manifest/namespace-unwanted',
      'Namespace web/web lives in no namespace, and says web.',
      'Leave out metadata.namespace.',
    ],
  ]);
});

test('objects of cdk8s and of CRD imports are found by the line that makes them', () => {
  const here = Number(/objects\.test\.ts:(\d+)/.exec(new Error().stack ?? '')?.[1]);
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'web');
      new ApiObject(service, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, dat: {} });
      new ApiObject(service.config, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, dat: {} });
      new ApiObject(cluster, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
    }),
  );

  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ['hub/object-without-owner', here + 6],
    ['manifest/schema-violation', here + 4],
    ['manifest/schema-violation', here + 5],
  ]);
});

test('every value of an object that cannot be written is named, not only the first', () => {
  const values = { when: new Date(0), much: Number.NaN, fine: 1 };
  const rendered = renderCluster(
    clusterWith(
      (cluster) =>
        new PlatformService(cluster, 'web', {
          chart: HelmChart.repository('https://charts.example.com', 'web', { version: '1.0.0' }),
          values,
        }),
    ),
  );

  expect(found(rendered)).toEqual([
    'manifest/unwritable-value: HelmRelease flux-system/web cannot be written: spec.values.much is NaN, which JSON does not know.',
    'manifest/unwritable-value: HelmRelease flux-system/web cannot be written: spec.values.when is an instance of Date, not a plain value.',
  ]);
});
