import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/manifest/manifest';
import type { ContainerDefaults } from '../../../lib/quota/namespace-limits';
import { podRefusals } from '../../../lib/quota/pod-refusals';
import { amounts } from '../../quota/amounts';
import { countedBy, refusalCases, usageCases } from '../../quota/cases';
import { Refused } from '../harness/kubernetes-api';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';

/** Nothing else counts those: they tell whether a quota is known. */
const PROBED = 'count/leases.coordination.k8s.io';
const noDefaults: ContainerDefaults = { requests: {}, limits: {} };

const cluster = useCluster();

describe('Kubernetes counts as we do', () => {
  test.each(usageCases.map((each, index) => [each.title, index, each] as const))('%s', async (_, index, {
    manifest,
    defaults = noDefaults,
    used,
  }) => {
    const { api } = cluster();
    const namespace = `usage-${index}`;
    // Of these a quota asks every container to say something.
    const limited = countedBy.filter((resource) => resource in used || !/cpu|memory/.test(resource));
    await prepare(namespace, limited, defaults);
    await api.create(inside(namespace, manifest));

    const { status } = (await api.get(quotaRef(namespace))) as unknown as { status: { used: Record<string, string> } };
    const counted = Object.entries(amounts(status.used)).filter(([, amount]) => amount !== 0);
    expect(Object.fromEntries(counted)).toEqual(amounts(used));
  });
});

describe('Kubernetes refuses Pods as we do:', () => {
  test.each(refusalCases.map((each, index) => [each.title, index, each] as const))('%s', async (_, index, {
    pod,
    limited,
    defaults = noDefaults,
  }) => {
    const namespace = `refusal-${index}`;
    await prepare(namespace, limited, defaults);
    const quota = Object.fromEntries(limited.map((resource) => [resource, '1000Gi']));
    const ours = podRefusals(pod, { quota, containerDefaults: defaults });

    // Without being stored nothing is asked of a quota.
    const refused = await cluster()
      .api.create(inside(namespace, pod))
      .then(() => undefined, reasonOf);
    if (ours.length === 0) expect(refused).toBeUndefined();
    else expect(refused).toMatch(/must specify|must be less than or equal to/);
  });
});

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  throw error;
}

/** A namespace with a quota that has room for all, as its controller would have written it. */
async function prepare(name: string, limited: readonly string[], defaults: ContainerDefaults): Promise<void> {
  const { api } = cluster();
  const hard = { ...Object.fromEntries(limited.map((resource) => [resource, '1000Gi'])), [PROBED]: '0' };
  const used = Object.fromEntries(Object.keys(hard).map((resource) => [resource, '0']));
  const metadata = { name: 'limits', namespace: name };
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await Promise.all([
    api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } }),
    api.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata,
      spec: { limits: [{ type: 'Container', defaultRequest: defaults.requests, default: defaults.limits }] },
    }),
    api.create({ apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard } }),
  ]);
  await api.merge(quotaRef(name), { status: { hard, used } }, 'status');
  // Admission learns of a quota a moment after it is stored, and admits all before.
  let probes = 0;
  await until(`the quota of ${name}`, async () => {
    probes += 1;
    const metadata = { name: `probe-${probes}`, namespace: name };
    const refused = await api
      .create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata })
      .then(() => '', reasonOf);
    return refused.includes('exceeded quota') || undefined;
  });
}

function quotaRef(namespace: string) {
  return { apiVersion: 'v1', kind: 'ResourceQuota', namespace, name: 'limits' };
}

function inside(namespace: string, manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}
