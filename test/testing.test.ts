import { GitSource, Hub, Tenant } from 'cdk8s-flux-hub';
import { renderCluster, renderHub, renderTenant } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { AcmeCluster } from '../clusters/acme-cluster';
import { ProdEu } from '../clusters/prod-eu';
import { StagingEu } from '../clusters/staging-eu';
import { hub } from '../hub';
import { Billing } from '../tenants/billing';
import { clusterWith, plainCluster } from './support/plain-cluster';

const source = GitSource.https('https://github.com/acme/search');

class Second extends Tenant {
  constructor(cluster: StagingEu) {
    super(cluster, 'second', { source });
    this.addKustomization('search');
  }
}

test("renderHub renders what is committed to deploy/, of every cluster's own secrets", () => {
  const { files, findings, objects } = renderHub(hub);

  expect(findings).toEqual([]);
  expect(Object.keys(files)).toContain('tenants/prod-us/billing/apps/git.sops.yaml');
  expect(objects.length).toBeGreaterThan(200);
});

test('renderCluster renders a cluster without its place in a hub, and takes its sealed files for granted', () => {
  const { files, findings, get } = renderCluster((scope, id) => new ProdEu(scope, id), { environment: 'prod' });

  expect(findings).toEqual([]);
  expect(get('GitRepository', 'billing').spec).toHaveProperty('ref', { tag: 'v1.4.2' });
  expect(Object.keys(files)).toContain('clusters/test/infrastructure.yaml');
  expect(Object.keys(files)).not.toContain('tenants/test/billing/apps/git.sops.yaml');
});

test('renderCluster reads the sealed files of a cluster that is named', () => {
  const { files, findings } = renderCluster((scope, id) => new ProdEu(scope, id), {
    name: 'prod-eu',
    environment: 'prod',
  });

  expect(findings).toEqual([]);
  expect(Object.keys(files)).toContain('tenants/prod-eu/billing/apps/git.sops.yaml');
});

test('renderTenant shows what belongs to the tenant, and its access through the roles of the cluster', () => {
  const { can, files, findings, objects } = renderTenant(
    (cluster: StagingEu) => new Second(cluster),
    (scope, id) => new StagingEu(scope, id),
    { environment: 'staging' },
  );

  expect(findings).toEqual([]);
  expect(Object.keys(files)).toEqual([
    'clusters/test/tenants/second.yaml',
    'tenants/test/second/apps/kustomization.yaml',
    'tenants/test/second/apps/sync.yaml',
    'tenants/test/second/base/kustomization.yaml',
    'tenants/test/second/base/tenant.yaml',
  ]);
  expect(objects.every(({ metadata }) => metadata.namespace !== 'billing')).toBe(true);
  expect(can('second/reconciler', 'create', 'deployments.apps', 'second')).toBe(true);
  expect(can({ user: 'system:serviceaccount:second:reconciler' }, 'create', 'deployments.apps', 'second')).toBe(false);
});

test('a tenant of the example is tested on a cluster of its own kind', () => {
  const { get, can } = renderTenant(
    (cluster: AcmeCluster) => new Billing(cluster),
    (scope, id) => new AcmeCluster(scope, id, { domain: 'eu.acme.io', region: 'eu-central-1', nodePool: 'platform' }),
    { environment: 'prod' },
  );

  expect(get('Kustomization', 'worker').spec).toHaveProperty('dependsOn', [{ name: 'api' }]);
  expect(can('billing/reconciler', 'get', 'secrets', 'payments')).toBe(false);
});

test('an object that is not there is asked for by the names that are', () => {
  const { get } = renderTenant((cluster) => new Tenant(cluster, 'search', { namespaces: ['a', 'b'] }), plainCluster);

  expect(() => get('ServiceAccount', 'deployer', 'a')).toThrow(
    'There is no ServiceAccount a/deployer. There is a/reconciler.',
  );
  expect(() => get('Deployment', 'web')).toThrow('There is no Deployment web. There is no Deployment at all.');
  expect(() => get('ResourceQuota', 'quota')).toThrow('There are 2 objects ResourceQuota quota: say the namespace.');
});

test('findings come with the objects, and without files', () => {
  const { files, findings, get } = renderCluster(
    clusterWith((cluster) => {
      new Tenant(cluster, 'search', { source }).addKustomization('api', { path: './a', timeout: '-1m' });
    }),
  );

  expect(findings.map(({ rule }) => rule)).toEqual(['manifest/schema']);
  expect(files).toEqual({});
  expect(get('Kustomization', 'api').spec).toHaveProperty('path', './a');
});

test('a hub whose names collide says so, and renders the rest', () => {
  const twice = new Hub({ repository: 'ssh://git@github.com/acme/hub' });
  const prod = twice.environment('prod');
  prod.cluster('eu', plainCluster);
  prod.cluster('eu', plainCluster);

  expect(renderHub(twice).findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    expect.stringMatching(
      /^hub\/name-taken: The hub already has the cluster eu, made at test\/testing\.test\.ts:\d+\.$/,
    ),
  ]);
});
