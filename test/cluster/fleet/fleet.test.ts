import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { hub } from '../../../hub';
import type { Manifest } from '../../../lib/manifest/manifest';
import { attachRoutes } from '../../../lib/routing/attach';
import { build } from '../../deploy/kustomize';
import { readTree } from '../../deploy/tree';
import { readyOf } from '../harness/conditions';
import type { LiveObject } from '../harness/kubernetes-api';
import { deployment, helmRelease, kustomization, secret } from '../harness/refs';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';
import { disagreements } from './evaluated';
import { type Milestone, noteProgress } from './progress';
import { policyAnswers, tenantAccounts, wrongAnswers } from './questions';
import { spokeFolder } from './spokes';
import { serveStandIns } from './stand-ins';

const deploy = readTree(join(__dirname, '../../../deploy'));
const isRecord = (path: string) => path.startsWith('.inventory/');
const files = Object.fromEntries(
  [...deploy].filter(([path]) => !isRecord(path)).map(([path, bytes]) => [`deploy/${path}`, bytes.toString()]),
);

/**
 * One cluster of each environment: of another one that is like it in all but tenants and names, the folders are built in
 * test/deploy.test.ts, the sealed Secrets are opened in test/fixtures.test.ts, and the objects are put to an API server in
 * ../schema.
 */
const clusters = hub.environments.flatMap(({ clusters }) => clusters.slice(0, 1)).map(({ name }) => name);

interface Dependent extends LiveObject {
  readonly spec: {
    readonly path: string;
    readonly dependsOn?: readonly { readonly name: string; readonly namespace?: string }[];
  };
}

const nameOf = ({ metadata }: LiveObject) => `${metadata.namespace}/${metadata.name}`;
const tenantOf = ({ metadata }: LiveObject) => metadata.labels?.['toolkit.fluxcd.io/tenant'];
const dependenciesOf = ({ spec, metadata }: Dependent) =>
  (spec.dependsOn ?? []).map(({ name, namespace = metadata.namespace }) => `${namespace}/${name}`);

describe.each(clusters)('%s, bootstrapped from the committed tree,', (name) => {
  let milestones: readonly Milestone[] = [];
  let kustomizations: Dependent[] = [];
  const cluster = useCluster(async (cluster) => {
    const upstreams = await serveStandIns(cluster, name);
    await cluster.bootstrap(name, { files, upstreams }, async () => {
      milestones = await noteProgress(cluster.api);
    });
    const listed = files[`deploy/clusters/${name}/kustomization.yaml`] ?? '';
    expect(listed).not.toBe('');
    await cluster.everythingReady({ seconds: 90 });
    kustomizations = (await cluster.api.list(kustomization(''))) as Dependent[];
  });

  test('becomes ready as a whole: every Kustomization and HelmRelease that the tree holds', async () => {
    const inTree = Object.entries(files)
      .filter(([path]) => path.includes(`/${name}/`) || path.includes(`/${name}.`))
      .flatMap(([, text]) => [...text.matchAll(/^kind: (Kustomization|HelmRelease)$/gm)].length)
      .reduce((sum, count) => sum + count, 0);
    const releases = await cluster().api.list(helmRelease(''));
    const lists = Object.keys(files).filter(
      (path) => path.includes(`/${name}/`) && path.endsWith('/kustomization.yaml'),
    );

    expect([...kustomizations, ...releases].filter((object) => readyOf(object)?.status !== 'True')).toEqual([]);
    // One is in no file of ours: `flux-system`, which bootstrap writes.
    expect(kustomizations.length + releases.length).toBe(inTree - lists.length + 1);
  });

  test('applies nothing before what it depends on is ready', () => {
    const at = (name: string, what: Milestone['what']) =>
      milestones.findIndex((milestone) => milestone.name === name && milestone.what === what);
    const edges = kustomizations.flatMap((object) => dependenciesOf(object).map((on) => ({ of: nameOf(object), on })));

    expect(edges.length).toBeGreaterThan(10);
    expect(edges.filter(({ of, on }) => at(of, 'applied something') < at(on, 'became ready'))).toEqual([]);
  });

  test('lets nothing of a tenant wait for another tenant’s', () => {
    const byName = new Map(kustomizations.map((object) => [nameOf(object), object]));
    const reached = (object: Dependent): Dependent[] =>
      dependenciesOf(object).flatMap((on) => {
        const dependency = byName.get(on) as Dependent;
        return [dependency, ...reached(dependency)];
      });
    const tenants = kustomizations.filter((object) => tenantOf(object) !== undefined);
    const foreign = tenants.flatMap((object) =>
      reached(object)
        .filter((on) => tenantOf(on) !== undefined && tenantOf(on) !== tenantOf(object))
        .map((on) => `${nameOf(object)} waits for ${nameOf(on)}`),
    );

    expect(tenants.length).toBeGreaterThan(3);
    expect(foreign).toEqual([]);
  });

  test('answers what tenants may do as document and role say, and as our evaluator does', async () => {
    const { api } = cluster();
    const accounts = await tenantAccounts(api);
    const reconcilers = accounts.filter(({ name }) => name === 'reconciler');
    const rendered = renderHub(hub).cluster(name).objects;

    const billing = 'system:serviceaccount:billing:reconciler';
    expect(await cluster().can(billing, 'get', 'secrets', { namespace: 'billing' })).toBe(true);
    expect(await cluster().can(billing, 'get', 'secrets', { namespace: 'flux-system' })).toBe(false);
    expect(reconcilers.length).toBeGreaterThan(1);
    expect((await Promise.all(accounts.map((account) => wrongAnswers(api, account)))).flat()).toEqual([]);
    for (const account of reconcilers) {
      const { asked, different } = await disagreements(api, rendered, account);
      expect(asked).toBeGreaterThan(1_000);
      expect(different).toEqual([]);
    }
  });

  test('keeps the hub’s NetworkPolicies from tenants, who have their own', async () => {
    const { api } = cluster();
    for (const account of await tenantAccounts(api)) {
      if (account.name !== 'reconciler') continue;
      const { onTheHubs, onItsOwn } = await policyAnswers(api, account);
      expect(Object.keys(onTheHubs).length).toBeGreaterThan(5);
      for (const [tried, answer] of Object.entries(onTheHubs)) expect(answer, tried).toMatch(/belongs to the hub repo/);
      expect(onItsOwn).toBe('done');
    }
  });

  test('has everything that the tenants’ spokes hold, fetched with the credentials that the hub has sealed', async () => {
    const live = (await cluster().api.list(kustomization(''))) as Dependent[];
    const apps = live.filter(({ metadata }) => existsSync(spokeFolder(metadata.namespace ?? '')));
    expect(apps.length).toBeGreaterThan(2);
    for (const { metadata, spec, status } of apps) {
      const ofSpoke = build(join(spokeFolder(metadata.namespace ?? ''), spec.path));

      expect(ofSpoke.length).toBeGreaterThan(2);
      expect(status?.inventory?.entries.map(({ id }) => id).sort()).toEqual(
        ofSpoke.map(idOf(metadata.namespace)).sort(),
      );
    }
    expect(await cluster().api.get(secret('billing/git'))).toMatchObject({
      data: { identity: expect.any(String), known_hosts: expect.any(String) },
    });
  });

  test('runs the tenants’ workloads', async () => {
    const isTenants = ({ metadata }: LiveObject) => existsSync(spokeFolder(metadata.namespace ?? ''));
    const running = await until('the workloads of the tenants', async () => {
      const live = (await cluster().api.list(deployment(''))).filter(isTenants);
      return live.every(({ status }) => status?.conditions?.some(isAvailable)) ? live.map(nameOf) : undefined;
    });

    expect(running).toEqual(
      {
        'staging-eu': ['billing/api', 'billing/worker', 'payments/worker', 'search/search'],
        'prod-eu': ['billing/api', 'billing/worker', 'payments/worker'],
      }[name],
    );
  });

  test('lets each route in where its hostname was granted, and nowhere else', async () => {
    const { api } = cluster();
    const { routes } = attachRoutes((await Promise.all(ROUTED.map((kind) => api.list(kind)))).flat());
    const attached = routes.flatMap(({ namespace, name, parents }) =>
      parents.flatMap(({ attached, resolvedReason }) =>
        attached.map(({ listener, hostnames }) => [`${namespace}/${name}`, listener.name, hostnames, resolvedReason]),
      ),
    );
    const domain = { 'staging-eu': 'eu.staging.acme.io', 'prod-eu': 'eu.acme.io' }[name];
    const onItsOwn = (route: string, host: string) => {
      const hostname = `${host}.${domain}`;
      return [route, hostname, [hostname], 'ResolvedRefs'];
    };

    expect(attached).toEqual([
      onItsOwn('billing/api', 'billing'),
      ['gateway/public-redirect-to-https', 'http', [undefined], 'ResolvedRefs'],
      onItsOwn('harbor/harbor', 'registry'),
      ...(name === 'prod-eu' ? [] : [onItsOwn('search/search', 'search')]),
    ]);
  });
});

/** What decides which route is let in where. */
const ROUTED = [
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
];

const isAvailable = ({ type, status }: { type: string; status: string }) => type === 'Available' && status === 'True';

/** As an inventory has it: `<namespace>_<name>_<group>_<kind>`. */
const idOf =
  (namespace = '') =>
  ({ apiVersion, kind, metadata }: Manifest) =>
    [namespace, metadata.name, apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind].join('_');
