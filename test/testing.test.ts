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
  const { cluster, files, findings } = renderHub(hub);

  expect(findings).toEqual([]);
  expect(Object.keys(files)).toContain('tenants/prod-us/billing/apps/git.sops.yaml');
  expect(cluster('prod-eu').objects.length).toBeGreaterThan(60);
  expect(() => cluster('prod-asia')).toThrow('There is no cluster prod-asia. Use one of staging-eu, prod-eu, prod-us.');
});

test('renderCluster renders a cluster without its place in a hub, and takes its sealed files for granted', () => {
  const { files, findings, get } = renderCluster((scope, id) => new ProdEu(scope, id), { environment: 'prod' });

  expect(findings).toEqual([]);
  expect(get('GitRepository', 'billing').spec).toHaveProperty('ref', { tag: 'v1.4.2' });
  expect(Object.keys(files)).toContain('clusters/test/infrastructure.yaml');
  expect(Object.keys(files)).not.toContain('tenants/test/billing/apps/git.sops.yaml');
});

test('renderCluster reads the encrypted files of a cluster where it is asked to', () => {
  const { files, findings } = renderCluster((scope, id) => new ProdEu(scope, id), {
    name: 'prod-eu',
    environment: 'prod',
    secrets: 'read',
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
  expect(can({ user: 'system:serviceaccount:second:reconciler' }, 'create', 'deployments', 'second')).toBe(true);
  expect(can({ user: 'reconciler' }, 'create', 'deployments.apps', 'second')).toBe(false);
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
    'There is no ServiceAccount a/deployer. Use one of a/reconciler.',
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

  expect(findings.map(({ rule }) => rule)).toEqual(['manifest/schema-violation']);
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

test('each cluster of a hub answers for itself: what another one grants does not count', () => {
  const fleet = new Hub({ repository: 'ssh://git@example.com/hub' });
  const environment = fleet.environment('prod');
  const selfService = clusterWith((on) => new Tenant(on, 'search', { source, selfService: true }));
  environment.cluster('open', selfService);
  environment.cluster(
    'closed',
    clusterWith((on) => new Tenant(on, 'search', { source })),
  );
  const { cluster } = renderHub(fleet);
  const createKustomizations = (name: string) =>
    cluster(name).can('search/reconciler', 'create', 'kustomizations.kustomize.toolkit.fluxcd.io', 'search');

  expect([createKustomizations('open'), createKustomizations('closed')]).toEqual([true, false]);
});
