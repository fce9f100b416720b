import { join } from 'node:path';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { hub } from '../../../hub';
import { readTree } from '../../deploy/tree';
import { readyOf } from '../harness/conditions';
import type { LiveObject } from '../harness/kubernetes-api';
import { deployment, helmRelease, kustomization, secret } from '../harness/refs';
import { useCluster } from '../harness/use-cluster';
import { disagreements } from './evaluated';
import { type Milestone, noteProgress } from './progress';
import { policyAnswers, tenantAccounts, wrongAnswers } from './questions';
import { serveStandIns } from './stand-ins';

const deploy = readTree(join(__dirname, '../../../deploy'));
const isRecord = (path: string) => path.startsWith('.inventory/');
const files = Object.fromEntries(
  [...deploy].filter(([path]) => !isRecord(path)).map(([path, bytes]) => [`deploy/${path}`, bytes.toString()]),
);
const clusters = hub.clusters.map(({ name, environment }) => [name, environment.name] as const);

interface Dependent extends LiveObject {
  readonly spec: { readonly dependsOn?: readonly { readonly name: string; readonly namespace?: string }[] };
}

const nameOf = ({ metadata }: LiveObject) => `${metadata.namespace}/${metadata.name}`;
const tenantOf = ({ metadata }: LiveObject) => metadata.labels?.['toolkit.fluxcd.io/tenant'];
const dependenciesOf = ({ spec, metadata }: Dependent) =>
  (spec.dependsOn ?? []).map(({ name, namespace = metadata.namespace }) => `${namespace}/${name}`);

describe.each(clusters)('%s, bootstrapped from the committed tree,', (name, environment) => {
  let milestones: readonly Milestone[] = [];
  let kustomizations: Dependent[] = [];
  const cluster = useCluster(async (cluster) => {
    const upstreams = await serveStandIns(cluster, { name, environment });
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

  test('runs what the tenants’ repositories hold, fetched with the credentials that the hub has sealed', async () => {
    const live = await cluster().api.list(deployment(''));
    const available = live.filter(({ status }) => status?.conditions?.some(isAvailable)).map(nameOf);
    const expected = {
      'staging-eu': ['billing/api', 'billing/worker', 'payments/payments', 'search/search'],
      'prod-eu': ['billing/api', 'billing/worker', 'payments/payments'],
      'prod-us': ['billing/api', 'billing/worker', 'search/search'],
    }[name];

    expect(available).toEqual(expect.arrayContaining(expected ?? ['a cluster that this test knows']));
    expect(await cluster().api.get(secret('billing/git'))).toMatchObject({
      data: { identity: expect.any(String), known_hosts: expect.any(String) },
    });
  });
});

const isAvailable = ({ type, status }: { type: string; status: string }) => type === 'Available' && status === 'True';
