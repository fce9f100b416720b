import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/manifest/manifest';
import { type PodSecurity, podSecurityLevels } from '../../../lib/pod-security/level';
import { podSecurityIssues } from '../../../lib/pod-security/pod-security-issues';
import { changed, finePod, type PodCase, podCases } from '../../pod-security/pods';
import { workloads } from '../../pod-security/workloads';
import { Refused } from '../harness/kubernetes-api';
import { useCluster } from '../harness/use-cluster';

type Verdict = 'admitted' | 'refused';

const DEBUGGING = 'spec.ephemeralContainers.';
/** Containers for debugging have no ports and no probes. */
const asked = podCases.filter(
  ({ asked, path }) => asked && (!path.startsWith(DEBUGGING) || path.includes('.securityContext')),
);
const askedControls = [...new Set(asked.map(({ control }) => control))];
const versions = [...new Set(asked.map(({ version }) => version))];

const cluster = useCluster((cluster) =>
  cluster.install(versions.flatMap((version) => podSecurityLevels.flatMap((level) => namespaceOf(level, version)))),
);

describe.each(askedControls)('Kubernetes says of %s what we say:', (control) => {
  const cases = asked.filter((each) => each.control === control);

  test.each(cases.map((each) => [each.title, each] as const))('%s', async (_, podCase) => {
    const { pod, version, path } = podCase;
    const ask = path.startsWith(DEBUGGING) ? debugged : created;
    const verdicts = await Promise.all(podSecurityLevels.map((level) => ask(podCase, level)));

    expect(verdicts).toEqual(podSecurityLevels.map((level) => ours(pod, level, version)));
  });
});

const makers = workloads.filter(({ kind }) => kind !== 'Pod').map((each) => [each.kind, each] as const);

test.each(makers)('Kubernetes warns of a %s whose Pods it will refuse, and of no other', async (_, { manifest }) => {
  const fine = without(finePod());
  for (const pod of [fine, changed(fine, { 'spec.hostPID': true })]) {
    const warnings: string[] = [];
    const metadata = { name: 'app', namespace: nameOf('restricted', '1.34') };
    const options = { dryRun: true, warned: (text: string) => warnings.push(text) };
    await cluster().api.create({ ...manifest(pod), metadata }, options);

    const isWarned = warnings.some((text) => text.includes('would violate PodSecurity'));
    expect(isWarned ? 'refused' : 'admitted').toBe(ours(manifest(pod), 'restricted', '1.34'));
  }
});

test('many cases are asked, and many of them are refused', () => {
  expect(asked.length).toBeGreaterThan(500);
  expect(asked.filter(({ refusedBy }) => refusedBy.length > 0).length).toBeGreaterThan(200);
});

function ours(manifest: Manifest, level: PodSecurity, version: string): Verdict {
  return podSecurityIssues(manifest, { level, version }).length === 0 ? 'admitted' : 'refused';
}

function created({ pod, version }: PodCase, level: PodSecurity): Promise<Verdict> {
  const metadata = { ...pod.metadata, namespace: nameOf(level, version) };
  return verdict(level, version, cluster().api.create({ ...without(pod), metadata }, { dryRun: true }));
}

/** The verdict on a container for debugging, which is added to a Pod that is there. */
async function debugged(podCase: PodCase, level: PodSecurity): Promise<Verdict> {
  const { api } = cluster();
  const { pod, version } = podCase;
  const { ephemeralContainers } = pod.spec as { readonly ephemeralContainers: readonly object[] };
  const metadata = { name: `app-${asked.indexOf(podCase)}`, namespace: nameOf(level, version) };
  const before = await verdict(level, version, api.create({ ...without(pod), metadata }));
  if (before === 'refused') return before;
  const ref = { apiVersion: 'v1', kind: 'Pod', ...metadata };
  return verdict(level, version, api.merge(ref, { spec: { ephemeralContainers } }, 'ephemeralcontainers'));
}

/** @throws Refused where something else is refused */
async function verdict(level: PodSecurity, version: string, answer: Promise<unknown>): Promise<Verdict> {
  const violation = `violates PodSecurity "${level}:v${version}"`;
  try {
    await answer;
    return 'admitted';
  } catch (error) {
    if (error instanceof Refused && error.message.includes(violation)) return 'refused';
    throw error;
  }
}

/** The Pod as it is created: what debugs it comes later. */
function without(pod: Manifest): Manifest {
  return changed(pod, { 'spec.ephemeralContainers': undefined });
}

function nameOf(level: PodSecurity, version: string): string {
  return `${level}-${version.replace('.', '-')}`;
}

function namespaceOf(level: PodSecurity, version: string): Manifest[] {
  const name = nameOf(level, version);
  const labels = {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': `v${version}`,
    'pod-security.kubernetes.io/warn': level,
    'pod-security.kubernetes.io/warn-version': `v${version}`,
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
    // No Pod is taken before it is there.
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } },
  ];
}
