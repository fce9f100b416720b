import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { hub } from '../../../hub';
import type { Manifest } from '../../../lib/manifest/manifest';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';
import { nameOf, policyAnswers, tenantAccounts, wrongAnswers } from './questions';

/** What decides who may do what; nothing of it needs Flux. */
const KINDS = /^(Namespace|ServiceAccount|ClusterRole|RoleBinding|NetworkPolicy|ValidatingAdmissionPolicy(Binding)?)$/;

const rendered = renderHub(hub)
  .cluster('staging-eu')
  .objects.filter(({ kind }) => KINDS.test(kind));
const guards = rendered.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
const account = { namespace: 'billing', name: 'reconciler' };
const refusal = /denied request: This object belongs to the hub repo: change it there\.$/;

const cluster = useCluster(async (cluster) => {
  await cluster.install(rendered);
  await guarded(true);
});

test('every account of every tenant is answered as it should be', async () => {
  const { api } = cluster();
  const accounts = await tenantAccounts(api);

  expect(accounts.map(nameOf)).toEqual(['billing/reconciler', 'payments/reconciler', 'search/reconciler']);
  expect((await Promise.all(accounts.map((account) => wrongAnswers(api, account)))).flat()).toEqual([]);
});

test('a reconciler touches none of the NetworkPolicies of the hub, and has its own', async () => {
  const { onTheHubs, onItsOwn } = await policyAnswers(cluster().api, account);

  expect(Object.keys(onTheHubs)).toEqual(expect.arrayContaining(['change default-deny', 'delete allow-dns']));
  for (const [tried, answer] of Object.entries(onTheHubs)) expect(answer, tried).toMatch(refusal);
  expect(onItsOwn).toBe('done');
});

test("with cluster-admin in place of the hub's role the answers are wrong", async () => {
  const { api } = cluster();
  const administrator = { namespace: 'under-admin', name: 'reconciler' };
  await cluster().install(underAdmin(administrator));

  expect(await wrongAnswers(api, administrator)).toEqual(
    expect.arrayContaining([
      'under-admin/reconciler may create rolebindings in under-admin',
      'under-admin/reconciler may delete namespaces in under-admin',
      'under-admin/reconciler may patch resourcequotas in under-admin',
      'under-admin/reconciler may update kustomizations in under-admin',
    ]),
  );
});

test('without the guard a reconciler changes what the hub has', async () => {
  const { api } = cluster();
  try {
    for (const { metadata, ...kind } of guards) await api.remove({ ...kind, ...metadata });
    await guarded(false);

    expect(Object.values((await policyAnswers(api, account)).onTheHubs)).toContain('done');
  } finally {
    await cluster().install(guards);
    await guarded(true);
  }
});

/** Waits until the API server has taken notice of the guard, or of its absence. */
function guarded(is: boolean): Promise<unknown> {
  return until('the guard', async () => {
    const { onTheHubs } = await policyAnswers(cluster().api, account);
    return Object.values(onTheHubs).every((answer) => refusal.test(answer) === is) || undefined;
  });
}

function underAdmin({ namespace, name }: typeof account): Manifest[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', namespace, name }],
    },
  ];
}
