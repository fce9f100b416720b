import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, defaultLayout, GitSource, type Layout, PlatformService, Tenant } from 'cdk8s-flux-hub';
import { expect, test } from 'vitest';
import { type Clusters, HubRepo } from './hub-repo';

const source = GitSource.https('https://example.com/apps', { ref: { tag: 'v1.0.0' } });

/** A tenant with an app, and owners of its own where they are named. */
const tenant =
  (name: string, ...owners: readonly string[]) =>
  (cluster: Cluster) => {
    new Tenant(cluster, name, { source, ...(owners.length > 0 && { owners }) }).addKustomization('app');
  };
const all =
  (...parts: readonly ((cluster: Cluster) => void)[]) =>
  (cluster: Cluster) => {
    for (const part of parts) part(cluster);
  };

const billing = tenant('billing', '@acme/billing');
const search = tenant('search', '@acme/search');

test('everything is the hub’s, and what a tenant has on any cluster its own too', () => {
  const repo = new HubRepo({ 'prod-eu': all(billing, search), 'prod-us': billing });

  expect(repo.lines()).toEqual([
    '/deploy/ @acme/platform',
    '/deploy/contracts/billing.json @acme/platform @acme/billing',
    '/deploy/contracts/billing.ts @acme/platform @acme/billing',
    '/deploy/contracts/search.json @acme/platform @acme/search',
    '/deploy/contracts/search.ts @acme/platform @acme/search',
    '/deploy/tenants/*/billing/ @acme/platform @acme/billing',
    '/deploy/tenants/*/search/ @acme/platform @acme/search',
  ]);
});

test('a tenant that names nobody, or none besides the hub’s owners, has no line', () => {
  const repo = new HubRepo({ eu: all(tenant('billing'), tenant('search', '@acme/platform')) });

  expect(repo.lines()).toEqual(['/deploy/ @acme/platform']);
});

test('an owner is named once, whoever names them', () => {
  const compose = tenant('billing', '@acme/billing', '@acme/platform', '@acme/billing');
  const repo = new HubRepo({ eu: compose }, { owners: ['@acme/platform', '@acme/platform'] });

  expect(repo.lines()).toContain('/deploy/tenants/*/billing/ @acme/platform @acme/billing');
});

test('a tenant with other owners on another cluster has a line for each, and its contract is of all of them', () => {
  const repo = new HubRepo({ eu: billing, us: tenant('billing', '@acme/billing-us') });

  expect(repo.lines()).toEqual([
    '/deploy/ @acme/platform',
    '/deploy/contracts/billing.json @acme/platform @acme/billing @acme/billing-us',
    '/deploy/contracts/billing.ts @acme/platform @acme/billing @acme/billing-us',
    '/deploy/tenants/eu/billing/ @acme/platform @acme/billing',
    '/deploy/tenants/us/billing/ @acme/platform @acme/billing-us',
  ]);
});

test('a platform service whose class names owners has lines like a tenant’s', () => {
  class Loki extends PlatformService {
    override get owners() {
      return ['@acme/sre'];
    }
  }
  const repo = new HubRepo({ eu: (cluster) => new Loki(cluster, 'loki', { source }) });

  expect(repo.lines()).toEqual(['/deploy/ @acme/platform', '/deploy/infrastructure/*/loki/ @acme/platform @acme/sre']);
});

test('folders of encrypted files are of whom they are for; one for a tenant and a service of that name is the hub’s', () => {
  const service = (cluster: Cluster) => new PlatformService(cluster, 'search', { source, namespace: 'lens' });
  const repo = new HubRepo({ eu: all(billing, search, service), us: all(billing, search) });
  for (const folder of ['eu/billing', 'us/billing', 'us/gone', 'eu/search', 'us/search'])
    repo.write(`secrets/${folder}/git.yaml`, '');
  repo.write('secrets/us/payments', 'no folder');

  expect(repo.lines().filter((line) => line.startsWith('/secrets/'))).toEqual([
    '/secrets/ @acme/platform',
    '/secrets/*/billing/ @acme/platform @acme/billing',
    '/secrets/us/search/ @acme/platform @acme/search',
  ]);
});

/** The lines below `deploy/` of tenants, as a layout of their folders makes them. */
function linesIn(layout: Partial<Layout>, clusters: Clusters): string[] {
  const lines = new HubRepo(clusters, { layout: { ...defaultLayout, ...layout } }).lines();
  return lines.filter((line) => !/^\/deploy\/(?:contracts\/| )/.test(line));
}

/** A layout that puts parts of tenants elsewhere than the default. */
const tenantsIn = (part: Layout['part']): Partial<Layout> => ({
  part: (cluster, owner, name) =>
    owner.ownerKind === 'tenant' ? part(cluster, owner, name) : defaultLayout.part(cluster, owner, name),
});

const two: Clusters = { eu: all(billing, search), us: all(billing, search) };

test('a layout with a folder for each tenant has a line for each', () => {
  expect(
    linesIn(
      tenantsIn((cluster, { name }, part) => `teams/${name}/${cluster}/${part}`),
      two,
    ),
  ).toEqual([
    '/deploy/teams/billing/ @acme/platform @acme/billing',
    '/deploy/teams/search/ @acme/platform @acme/search',
  ]);
});

test('a layout without such a folder has a line for each part', () => {
  expect(
    linesIn(
      tenantsIn((cluster, { name }, part) => `${cluster}/team-${name}-${part}`),
      { ...two, us: billing },
    ),
  ).toEqual([
    '/deploy/*/team-billing-apps/ @acme/platform @acme/billing',
    '/deploy/*/team-billing-base/ @acme/platform @acme/billing',
    '/deploy/*/team-search-apps/ @acme/platform @acme/search',
    '/deploy/*/team-search-base/ @acme/platform @acme/search',
  ]);
});

test('a layout that writes the cluster into a name, or as the last, has a line for each cluster', () => {
  expect(
    linesIn(
      tenantsIn((cluster, { name }, part) => `teams/${cluster}-${name}/${part}`),
      { eu: billing, us: billing },
    ),
  ).toEqual([
    '/deploy/teams/eu-billing/apps/ @acme/platform @acme/billing',
    '/deploy/teams/eu-billing/base/ @acme/platform @acme/billing',
    '/deploy/teams/us-billing/apps/ @acme/platform @acme/billing',
    '/deploy/teams/us-billing/base/ @acme/platform @acme/billing',
  ]);
  expect(
    linesIn(
      tenantsIn((cluster, { name }, part) => `${name}-${part}/${cluster}`),
      { eu: billing, us: billing },
    ),
  ).toEqual([
    '/deploy/billing-apps/eu/ @acme/platform @acme/billing',
    '/deploy/billing-apps/us/ @acme/platform @acme/billing',
    '/deploy/billing-base/eu/ @acme/platform @acme/billing',
    '/deploy/billing-base/us/ @acme/platform @acme/billing',
  ]);
});

test('no `*` stands for a cluster where it would match a folder of another tenant', () => {
  const swapped = tenantsIn((cluster, { name }, part) =>
    cluster === 'eu' ? `teams/${cluster}/${name}/${part}` : `teams/${name}/${cluster}/${part}`,
  );

  expect(linesIn(swapped, { eu: tenant('us', '@acme/us'), us: billing })).toEqual([
    '/deploy/teams/billing/ @acme/platform @acme/billing',
    '/deploy/teams/eu/us/ @acme/platform @acme/us',
  ]);
});

test('a folder that holds what is others’ too is left to the hub', () => {
  const inside = tenantsIn((cluster, { name }, part) =>
    name === 'search' ? `tenants/${cluster}/billing/base/${part}` : `tenants/${cluster}/${name}/${part}`,
  );

  expect(linesIn(inside, { eu: all(billing, search) })).toEqual([
    '/deploy/tenants/*/billing/apps/ @acme/platform @acme/billing',
    '/deploy/tenants/*/billing/base/apps/ @acme/platform @acme/search',
    '/deploy/tenants/*/billing/base/base/ @acme/platform @acme/search',
  ]);
});

test('what makes Flux apply a tenant is the hub’s, wherever a layout puts it', () => {
  const beside: Partial<Layout> = {
    cluster: (cluster) => cluster,
    entry: ({ name, ownerKind }) => (ownerKind === 'tenant' ? `${name}/sync/flux.yaml` : 'infrastructure.yaml'),
    ...tenantsIn((cluster, { name }, part) => `${cluster}/${name}/${part}`),
  };

  expect(linesIn(beside, { eu: billing })).toEqual([
    '/deploy/*/billing/apps/ @acme/platform @acme/billing',
    '/deploy/*/billing/base/ @acme/platform @acme/billing',
  ]);
});

test('what would mean something else in a pattern is escaped', () => {
  expect(
    linesIn(
      tenantsIn((cluster, { name }, part) => `our [teams]/${cluster}/${name}/${part}`),
      { eu: billing },
    ),
  ).toEqual(['/deploy/our\\ \\[teams\\]/*/billing/ @acme/platform @acme/billing']);
});

test('a hub that names no owners is told how to, also where its tenants do', () => {
  const repo = new HubRepo({ eu: billing }, { owners: [] });

  expect(repo.lines()).toEqual(['codeowners/no-owners: The hub says nowhere who answers for it.']);
});

test('the stage of a selection is refused: it does not say who is on the other clusters', () => {
  const repo = new HubRepo({ eu: billing, us: search }, {}, { clusters: ['eu'] });

  expect(repo.lines()).toEqual([
    'codeowners/selection: Only a selection of clusters was rendered: nothing is known of the tenants of the others.',
  ]);
});

test('a stage that publish refuses is refused: absent, of other inputs, of another version, or changed', () => {
  const repo = new HubRepo({ eu: billing });
  const { inputs, version } = repo.fleet;

  expect(repo.lines({ stage: join(repo.root, 'nowhere') })).toEqual([
    'publish/no-stage: nowhere/ does not exist: nothing was rendered here.',
  ]);
  expect(repo.lines({ inputs: 'others' })).toEqual([
    'publish/stage-inputs: The staged tree was rendered from other inputs than are there now.',
  ]);
  expect(repo.lines({ version: '0.0.1' })).toEqual([
    `publish/stage-version: dist/ was rendered by version ${version}, and this is 0.0.1.`,
  ]);
  rmSync(join(repo.stage, 'tenants/eu/billing/base/tenant.yaml'));
  expect(repo.lines({ inputs })).toEqual([
    'publish/stage-damaged: dist/ was changed since it was rendered: tenants/eu/billing/base/tenant.yaml.',
  ]);
});
