import { ApiObject } from 'cdk8s';
import { GitSource } from 'cdk8s-flux-hub';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { deployment as workload } from '../fleet/stand-ins';
import { readyOf } from '../harness/conditions';
import { CONTROLLERS } from '../harness/flux';
import { sshKeyPair } from '../harness/git-server';
import type { LiveObject, ObjectRef } from '../harness/kubernetes-api';
import { configMap, deployment, gitRepository, kustomization, namespace, serviceAccount } from '../harness/refs';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';
import { repositoryOf, team, WorkingHub } from './working-hub';

/** What `flux bootstrap` made: the hub's repository, and the Kustomization that applies the cluster's folder of it. */
const HUB = gitRepository('flux-system/flux-system');
const ROOT = kustomization('flux-system/flux-system');

/**
 * The tenants that are there from the start. Every commit to the hub has Flux look at all of them, so they are few, the one that
 * leaves leaves first, and the one that comes comes last.
 */
const TEAMS = ['billing', 'broken', 'reports', 'search', 'shop'];

/** The tenant `broken`, with a RoleBinding of its viewers: the API server lets nobody change the role of one. */
const boundTo = (role: string) =>
  team('broken', {}, (tenant) => {
    tenant.addKustomization('app');
    new ApiObject(tenant, 'viewers', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'viewers', namespace: 'broken' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'acme:broken' }],
    });
  });

let hub: WorkingHub;
const cluster = useCluster(async (cluster) => {
  hub = new WorkingHub(cluster);
  for (const name of TEAMS) {
    await cluster.push(name, { 'web.yaml': web('1') }, ['v1.0.0']);
    hub.change({ [name]: team(name) });
  }
  hub.change({ broken: boundTo('view') }).publish();
  await cluster.bootstrap(hub.staging, hub.served());
  await Promise.all(TEAMS.map((name) => cluster.exists(deployment(`${name}/web`), { seconds: 60 })));
});

const base = (name: string) => kustomization(`flux-system/tenant-${name}`);
const apps = (name: string) => kustomization(`flux-system/tenant-${name}-apps`);
const app = (name: string) => kustomization(`${name}/app`);
const quota = (name: string): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  namespace: name,
  name: 'quota',
});
const defaultDeny = (name: string): ObjectRef => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: name,
  name: 'default-deny',
});

/** A Deployment of some version, as a tenant's repo holds it. */
function web(version: string, name = 'web'): string {
  return stringify(workload(name, { labels: { version } }));
}

/** The version of a tenant's Deployment `web` that is there. */
async function versionOf(name: string): Promise<string | undefined> {
  return (await cluster().live(deployment(`${name}/web`))).metadata.labels?.version;
}

async function reached(name: string, version: string): Promise<void> {
  await until(`version ${version} of ${name}`, async () => (await versionOf(name)) === version || undefined);
}

/** How many Pods a tenant's quota admits. */
async function podsOf(name: string): Promise<string | undefined> {
  const { spec } = (await cluster().live(quota(name))) as LiveObject & { spec: { hard: Record<string, string> } };
  return spec.hard.pods;
}

/** Pushes what is published, and waits until Flux has applied the cluster's folder. @returns the commit's hash */
async function pushed(): Promise<string> {
  const revision = await hub.push();
  await cluster().reconciled(HUB);
  await cluster().applied(ROOT, revision);
  return revision;
}

/** Which objects these are: one of the same name with another uid is another one. */
function uidsOf(...refs: readonly ObjectRef[]): Promise<(string | undefined)[]> {
  return Promise.all(refs.map(async (ref) => (await cluster().live(ref)).metadata.uid));
}

/** Every object that lies in a tenant's namespace or carries its label, as `Kind namespace/name`. */
async function objectsOf(tenant: string): Promise<string[]> {
  const kinds = await cluster().api.kinds();
  const objects = (await Promise.all(kinds.map((kind) => cluster().api.list(kind)))).flat();
  const isTheirs = ({ metadata }: LiveObject) =>
    metadata.namespace === tenant || metadata.labels?.['toolkit.fluxcd.io/tenant'] === tenant;
  return objects.filter(isTheirs).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
}

test('retiring removes the apps first, then access and the namespace, and orphans nothing', async () => {
  const theirs = [app('reports'), deployment('reports/web'), gitRepository('reports/reports')];
  await uidsOf(...theirs);
  hub.change({ reports: team('reports', { retire: 'apps' }) }).publish();
  await pushed();
  await Promise.all(theirs.map((ref) => cluster().gone(ref)));
  await cluster().live(serviceAccount('reports/reconciler'));

  hub.change({ reports: team('reports', { retire: 'identity' }) }).publish();
  await pushed();
  await Promise.all([base('reports'), apps('reports'), namespace('reports')].map((ref) => cluster().gone(ref)));
  expect(await objectsOf('reports')).toEqual([]);
  expect(hub.change({ reports: undefined }).publish().changed).toBe(false);
});

test("a version that is bumped in the release file reaches staging's app, and no file of prod", async () => {
  await cluster().push('billing', { 'web.yaml': web('2') }, ['v2.0.0']);
  hub.change({
    billing: (on) => {
      const ref = hub.releases.ref('billing', on.environment);
      return team('billing', { source: GitSource.https(repositoryOf('billing'), { ref }) })(on);
    },
  });
  hub.release('billing', { staging: { tag: 'v1.0.0' }, prod: { tag: 'v1.0.0' } }).publish();
  await pushed();
  await reached('billing', '1');
  const prod = hub.filesOf(hub.prod);

  hub.release('billing', { staging: { tag: 'v2.0.0' }, prod: { tag: 'v1.0.0' } }).publish();
  await pushed();
  await reached('billing', '2');
  expect(hub.filesOf(hub.prod)).toEqual(prod);
});

test('staging is published without prod, and prod later without staging', async () => {
  const prod = hub.filesOf(hub.prod);
  hub.change({ search: team('search', { quota: { pods: 7 } }) }).publish({ environments: ['staging'] });
  await cluster().applied(base('search'), await pushed());
  expect(await podsOf('search')).toBe('7');
  expect(hub.filesOf(hub.prod)).toEqual(prod);

  const staging = hub.filesOf(hub.staging);
  hub.publish({ environments: ['prod'] });
  expect(hub.filesOf(hub.prod)).not.toEqual(prod);
  expect(hub.filesOf(hub.staging)).toEqual(staging);
});

test('a tenant that vanishes from the tree by mistake keeps running, and is taken up again when it is back', async () => {
  const theirs = [namespace('shop'), quota('shop'), base('shop'), apps('shop'), app('shop'), deployment('shop/web')];
  const before = await uidsOf(...theirs);
  hub.change({ shop: undefined }).publish();
  await pushed();
  // At first it waits for the platform to have the commit.
  await cluster().settled(base('shop'), (object) => readyOf(object)?.reason === 'ArtifactFailed', { seconds: 60 });
  await cluster().push('shop', { 'web.yaml': web('2') });
  await cluster().synced(app('shop'));
  expect(await versionOf('shop')).toBe('2');
  expect(await uidsOf(...theirs)).toEqual(before);

  hub.change({ shop: team('shop') }).publish();
  await cluster().applied(apps('shop'), await pushed());
  expect(await uidsOf(...theirs)).toEqual(before);
});

test("an app that is published with deletionPolicy Orphan first can be renamed, and nothing of the team's is deleted", async () => {
  const before = await uidsOf(deployment('shop/web'));
  hub
    .change({ shop: team('shop', {}, (shop) => shop.addKustomization('app', { deletionPolicy: 'Orphan' })) })
    .publish();
  await cluster().applied(apps('shop'), await pushed());
  await cluster().ready(app('shop'));

  hub.change({ shop: team('shop', {}, (shop) => shop.addKustomization('storefront')) }).publish();
  await pushed();
  await cluster().gone(app('shop'));
  const { status } = await cluster().settled(
    kustomization('shop/storefront'),
    // Flux writes conditions first, and then the rest of a status.
    (object) => readyOf(object)?.status === 'True' && object.status?.inventory !== undefined,
  );
  expect(status?.inventory?.entries).toEqual([{ id: 'shop_web_apps_Deployment', v: 'v1' }]);
  expect(await uidsOf(deployment('shop/web'))).toEqual(before);
});

test('drift is corrected, of what the hub applies and of what the tenant does', async () => {
  const { api } = cluster();
  const before = [await podsOf('billing'), await versionOf('billing')];
  await Promise.all([
    api.remove(defaultDeny('billing')),
    api.merge(quota('billing'), { spec: { hard: { pods: '9999' } } }),
    api.remove(deployment('billing/web')),
  ]);
  await Promise.all([base('billing'), app('billing')].map((ref) => cluster().reconciled(ref)));

  await cluster().live(defaultDeny('billing'));
  expect([await podsOf('billing'), await versionOf('billing')]).toEqual(before);
});

test('an app that the hub suspends stays as it is, and catches up when it is resumed', async () => {
  const withSuspended = (suspend: boolean) =>
    team('billing', {}, (billing) => {
      billing.addKustomization('app', { suspend });
      billing.addKustomization('other', { path: './other' });
    });
  hub.change({ billing: withSuspended(true) }).publish();
  await cluster().applied(apps('billing'), await pushed());
  const before = await versionOf('billing');

  const files = { 'web.yaml': web('3'), 'other/other.yaml': web('3', 'other') };
  const revision = await cluster().push('billing', files);
  await cluster().synced(kustomization('billing/other'));
  await cluster().applied(kustomization('billing/other'), revision);
  expect(await versionOf('billing')).toBe(before);

  hub.change({ billing: withSuspended(false) }).publish();
  await pushed();
  await cluster().applied(app('billing'), revision);
  expect(await versionOf('billing')).toBe('3');
});

test("the hub's deploy key is rotated: the old one is refused, which stops nothing, and the new one is let in", async () => {
  const { git } = cluster();
  const key = sshKeyPair();
  git.allow([key.publicKey]);
  try {
    const refused = readyOf(await cluster().reconciled(HUB));
    expect(refused).toMatchObject({ status: 'False', message: expect.stringContaining('unable to authenticate') });
    expect(readyOf(await cluster().reconciled(ROOT))).toMatchObject({ status: 'True' });
  } finally {
    await cluster().applySecret('flux-system/flux-system', { identity: key.identity, known_hosts: git.knownHosts });
  }
  expect(readyOf(await cluster().reconciled(HUB))).toMatchObject({ status: 'True' });
});

test('a Git server that is down stops nothing, and what was pushed meanwhile arrives when it is back', async () => {
  const { git } = cluster();
  await git.down();
  let revision: string;
  try {
    revision = await hub.push();
    const failed = readyOf(await cluster().reconciled(HUB));
    expect(failed).toMatchObject({ status: 'False', message: expect.stringContaining('connection refused') });
    expect(readyOf(await cluster().reconciled(ROOT))).toMatchObject({ status: 'True' });
  } finally {
    git.up();
  }
  const isBack = async () => readyOf(await cluster().reconciled(HUB))?.status === 'True';
  await until('the Git server', async () => (await isBack()) || undefined);
  await cluster().applied(ROOT, revision);
});

test('controllers that are killed in the middle of a reconcile finish it when they are back', async () => {
  const { processes, api } = cluster();
  const names = Array.from({ length: 200 }, (_, index) => `part-${index}`);
  const partOf = (name: string) => stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const filesOf = (parts: readonly string[]) => Object.fromEntries(parts.map((name) => [`${name}.yaml`, partOf(name)]));
  const count = async () =>
    (await api.list(configMap(''), 'search')).filter(({ metadata }) => metadata.name.startsWith('part-')).length;

  const revision = await cluster().push('search', filesOf(names));
  await cluster().reconciled(gitRepository('search/search'));
  await until('the first of many objects', async () => (await count()) > 0 || undefined);
  await Promise.all(CONTROLLERS.map((name) => processes.kill(name)));
  const done = await count();
  for (const name of CONTROLLERS) processes.restart(name);
  expect(done).toBeLessThan(names.length);

  await cluster().applied(app('search'), revision, { seconds: 60 });
  expect(await count()).toBe(names.length);
  await cluster().push('search', filesOf(names.slice(0, 1)));
  await cluster().synced(app('search'));
  await until('the end of what is no longer in the repo', async () => (await count()) === 1 || undefined);
}, 120_000);

test('a commit that the API server refuses for one tenant is applied for the others, and stops no app of that one', async () => {
  hub.change({ broken: boundTo('edit'), search: team('search', { quota: { pods: 42 } }) }).publish();
  const revision = await pushed();
  await cluster().applied(apps('search'), revision);
  expect(await podsOf('search')).toBe('42');
  const isTried = ({ status }: LiveObject) => status?.lastAttemptedRevision?.includes(revision) ?? false;
  const refused = readyOf(await cluster().settled(base('broken'), isTried));
  expect(refused).toMatchObject({ status: 'False', message: expect.stringContaining('cannot change roleRef') });
  await cluster().push('broken', { 'web.yaml': web('2') });
  await cluster().synced(app('broken'));
  expect(await versionOf('broken')).toBe('2');

  hub.change({ broken: boundTo('view') }).publish();
  await cluster().applied(apps('broken'), await pushed());
});

test('of two commits in quick succession the last one wins, everywhere', async () => {
  const commit = (pods: number) => {
    hub.change({ search: team('search', { quota: { pods } }) }).publish();
    return hub.push();
  };
  await commit(11);
  const seen = cluster().reconciled(HUB);
  const last = await commit(12);
  await seen;
  await cluster().reconciled(HUB);

  await Promise.all([ROOT, base('search'), apps('search')].map((ref) => cluster().applied(ref, last)));
  expect(await podsOf('search')).toBe('12');
});

test('a tenant is onboarded by one commit, sooner than a failed try would be repeated', async () => {
  await cluster().push('orders', { 'web.yaml': web('1') });
  hub.change({ orders: team('orders') }).publish();
  await pushed();

  await cluster().exists(deployment('orders/web'), { seconds: 45 });
  await Promise.all([base, apps, app].map((of) => cluster().ready(of('orders'))));
});
