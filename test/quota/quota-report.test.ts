import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { parseQuantity } from '../../lib/manifest/quantity';
import type { NamespaceLimits } from '../../lib/quota/namespace-limits';
import { quotaReport } from '../../lib/quota/quota-report';
import { pod } from './cases';

/** A workload of Pods that request one CPU each. */
function workload(kind: string, fields: object = {}): Manifest {
  const { spec } = pod({ app: { requests: { cpu: 1, memory: '1Gi' } } });
  const apiVersion = kind === 'Job' ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1';
  return { apiVersion, kind, metadata: { name: 'app', namespace: 'shop' }, spec: { template: { spec }, ...fields } };
}

function cronJob(fields: object = {}, jobFields: object = {}): Manifest {
  const { spec } = workload('Job', jobFields);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'app', namespace: 'shop' },
    spec: { schedule: '@daily', jobTemplate: { spec }, ...fields },
  };
}

function autoscaler(spec: object): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'app', namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' }, ...spec },
  };
}

function scaledObject(spec: object): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'app', namespace: 'shop' },
    spec: { scaleTargetRef: { name: 'app' }, ...spec },
  };
}

function limited(quota: NamespaceLimits['quota']): NamespaceLimits {
  return { quota, containerDefaults: { requests: {}, limits: {} } };
}

/** What there is too much of, with the least quota of Pods that each has no word against. */
function words(manifests: readonly Manifest[], quota: NamespaceLimits['quota']): string[] {
  return quotaReport(manifests, limited(quota)).overruns.map(
    ({ severity, resource, amount, hard, when }) => `${severity}: ${amount} of ${hard} ${resource} ${when}`,
  );
}

describe('of the Pods there are', () => {
  test.each<[title: string, manifests: readonly Manifest[], least: number, most: number, rolling: number]>([
    ['a Pod', [{ ...pod({ app: {} }) }], 1, 1, 1],
    ['a Deployment that does not say', [workload('Deployment')], 1, 1, 2],
    ['a Deployment of none', [workload('Deployment', { replicas: 0 })], 0, 0, 0],
    ['a Deployment of eight', [workload('Deployment', { replicas: 8 })], 8, 8, 10],
    ['a Deployment of nine', [workload('Deployment', { replicas: 9 })], 9, 9, 12],
    [
      'a Deployment that starts three before it stops any',
      [workload('Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: 3 } } })],
      4,
      4,
      7,
    ],
    [
      'a Deployment that starts none before it stops some',
      [workload('Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: '0%' } } })],
      4,
      4,
      4,
    ],
    [
      'a Deployment that stops all first',
      [workload('Deployment', { replicas: 4, strategy: { type: 'Recreate' } })],
      4,
      4,
      4,
    ],
    ['a StatefulSet', [workload('StatefulSet', { replicas: 3 })], 3, 3, 3],
    ['a ReplicaSet', [workload('ReplicaSet', { replicas: 3 })], 3, 3, 3],
    ['a ReplicationController', [workload('ReplicationController', { replicas: 3 })], 3, 3, 3],
    ['a DaemonSet, as if on one node', [workload('DaemonSet')], 1, 1, 1],
    ['a Job', [workload('Job')], 1, 1, 1],
    ['a Job that runs four at once', [workload('Job', { parallelism: 4 })], 4, 4, 4],
    ['a Job that is done after two', [workload('Job', { parallelism: 4, completions: 2 })], 2, 2, 2],
    ['a Job that waits', [workload('Job', { parallelism: 4, suspend: true })], 0, 4, 4],
    ['a CronJob, some of the time', [cronJob({}, { parallelism: 2 })], 0, 2, 2],
    ['a CronJob that waits', [cronJob({ suspend: true })], 0, 0, 0],
    [
      'a Deployment that an autoscaler scales',
      [workload('Deployment', { replicas: 5 }), autoscaler({ minReplicas: 2, maxReplicas: 8 })],
      2,
      8,
      10,
    ],
    ['an autoscaler that does not say', [workload('Deployment'), autoscaler({ maxReplicas: 4 })], 1, 4, 5],
    ['KEDA that does not say', [workload('Deployment'), scaledObject({})], 0, 100, 125],
    ['KEDA', [workload('Deployment'), scaledObject({ minReplicaCount: 1, maxReplicaCount: 4 })], 1, 4, 5],
    ['an autoscaler of another kind', [workload('StatefulSet'), autoscaler({ maxReplicas: 8 })], 1, 1, 1],
    [
      'an autoscaler in another namespace',
      [
        workload('Deployment', { strategy: { type: 'Recreate' } }),
        { ...autoscaler({ maxReplicas: 8 }), metadata: { name: 'app', namespace: 'other' } },
      ],
      1,
      1,
      1,
    ],
    ['nothing that makes Pods', [{ apiVersion: 'acme.io/v1', kind: 'Job', metadata: { name: 'app' } }], 0, 0, 0],
  ])('%s', (_, manifests, least, most, rolling) => {
    const severities = Array.from(
      { length: 130 },
      (_, pods) => quotaReport(manifests, limited({ pods: String(pods) })).overruns[0]?.severity,
    );
    // Room for one Pod is what each needs at least.
    const errors = Math.max(least, Math.min(most, 1));

    expect(severities.filter((severity) => severity === 'error').length).toBe(errors);
    expect(severities.filter((severity) => severity === 'warning').length).toBe(Math.max(most - errors, 0));
    expect(severities.filter((severity) => severity === 'note').length).toBe(Math.max(rolling - most, 0));
  });
});

test('it is an error if the fewest Pods are too many, and a warning if the most are', () => {
  const manifests = [workload('Deployment'), autoscaler({ minReplicas: 2, maxReplicas: 6 })];

  expect(words(manifests, { 'requests.cpu': '1' })).toEqual(['error: 2 of 1 requests.cpu with the fewest Pods']);
  expect(words(manifests, { 'requests.memory': '4Gi' })).toEqual([
    'warning: 6Gi of 4Gi requests.memory with the most Pods',
  ]);
  expect(words(manifests, { pods: '7' })).toEqual(['note: 8 of 7 pods while all rolls out']);
  expect(words(manifests, { pods: '8', 'requests.cpu': '8', 'requests.memory': '8Gi' })).toEqual([]);
});

test('a Pod that never fits is an error, however seldom it runs', () => {
  expect(words([cronJob()], { 'requests.cpu': '500m' })).toEqual(['error: 1 of 500m requests.cpu for a single Pod']);
});

test('who takes how much is said, most first', () => {
  const small = { ...workload('StatefulSet'), metadata: { name: 'small' } };
  const large = { ...workload('StatefulSet', { replicas: 3 }), metadata: { name: 'large' } };
  const [overrun] = quotaReport([small, autoscaler({ maxReplicas: 1 }), large], limited({ cpu: '3500m' })).overruns;

  expect(overrun).toEqual({
    resource: 'cpu',
    hard: '3500m',
    amount: '4',
    severity: 'error',
    when: 'with the fewest Pods',
    by: [
      { manifest: large, amount: '3' },
      { manifest: small, amount: '1' },
    ],
  });
});

test('each resource that there is too much of is said', () => {
  const claims = [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '20Gi' } } } }];
  const manifests = [workload('StatefulSet', { replicas: 3, volumeClaimTemplates: claims })];
  const quota = {
    'requests.storage': '50Gi',
    persistentvolumeclaims: '2',
    'count/statefulsets.apps': '0',
    secrets: '0',
  };

  expect(words(manifests, quota)).toEqual([
    'error: 60Gi of 50Gi requests.storage with the fewest Pods',
    'error: 3 of 2 persistentvolumeclaims with the fewest Pods',
    'error: 1 of 0 count/statefulsets.apps with the fewest Pods',
  ]);
});

test('the claims that come with each Pod count', () => {
  const template = { spec: { resources: { requests: { storage: '20Gi' } } } };
  const volumes = [
    { name: 'scratch', ephemeral: { volumeClaimTemplate: template } },
    { name: 'tmp', emptyDir: {} },
  ];
  const deployment = workload('Deployment', {
    replicas: 2,
    template: { spec: { containers: [{ name: 'app' }], volumes } },
  });

  expect(words([deployment], { 'requests.storage': '30Gi', persistentvolumeclaims: '1' })).toEqual([
    'error: 40Gi of 30Gi requests.storage with the fewest Pods',
    'error: 2 of 1 persistentvolumeclaims with the fewest Pods',
  ]);
});

test('a kind that nobody here knows counts by its plural in lower case', () => {
  const widget = { apiVersion: 'acme.io/v1', kind: 'Widget', metadata: { name: 'w' } };

  expect(words([widget, widget], { 'count/widgets.acme.io': '1' })).toEqual([
    'error: 2 of 1 count/widgets.acme.io with the fewest Pods',
  ]);
});

test('what fits to the last thousandth is no overrun, though sums of fractions are not exact', () => {
  const tenths = ['a', 'b', 'c'].map((name) => ({
    ...pod({ [name]: { requests: { cpu: '100m' } } }),
    metadata: { name },
  }));

  expect(words(tenths, { cpu: '300m' })).toEqual([]);
  expect(words(tenths, { cpu: '299m' })).toEqual(['error: 0.3 of 299m cpu with the fewest Pods']);
});

test('Pods that no room would help are refused, unless there are none', () => {
  const deployment = (replicas: number) => ({
    ...workload('Deployment', { replicas, template: { spec: { containers: [{ name: 'web' }] } } }),
  });
  const { refusals } = quotaReport([deployment(1)], limited({ 'limits.memory': '1Gi' }));

  expect(refusals.map(({ path, message, fix }) => `${path} ${message}. ${fix}`)).toEqual([
    'spec.template.spec.containers[web].resources.limits.memory is not set, and the quota of the namespace limits it. Set it: the namespace has no default for it.',
  ]);
  expect(quotaReport([deployment(0)], limited({ 'limits.memory': '1Gi' })).refusals).toEqual([]);
});

test('a request above the default limit is told with what to set', () => {
  const namespace = { quota: {}, containerDefaults: { requests: {}, limits: { cpu: '500m', memory: '512Mi' } } };
  const { refusals } = quotaReport([workload('Deployment')], namespace);

  expect(refusals.map(({ path, message, fix }) => `${path} ${message}. ${fix}`)).toEqual([
    'spec.template.spec.containers[app].resources.requests.cpu is 1, above the limit of 0.5. Set resources.limits.cpu to 1 or more, or request less.',
    'spec.template.spec.containers[app].resources.requests.memory is 1Gi, above the limit of 512Mi. Set resources.limits.memory to 1Gi or more, or request less.',
  ]);
});

test('workloads of which each node has a Pod are named', () => {
  const daemonSet = workload('DaemonSet');

  expect(quotaReport([workload('Deployment'), daemonSet], limited({})).perNode).toEqual([daemonSet]);
});

test('more room never makes more overruns', () => {
  const kind = fc.constantFrom('Deployment', 'StatefulSet', 'Job', 'DaemonSet');
  const some = fc.array(fc.record({ kind, replicas: fc.nat(9), parallelism: fc.nat(9) }), { maxLength: 5 });
  const severities = ['error', 'warning', 'note', undefined];

  fc.assert(
    fc.property(some, fc.nat(40), fc.nat(10), (workloads, room, more) => {
      const manifests = workloads.map(({ kind, ...fields }) => workload(kind, fields));
      const [tight, wide] = [room, room + more].map(
        (pods) => quotaReport(manifests, limited({ pods: String(pods) })).overruns[0]?.severity,
      );

      expect(severities.indexOf(wide)).toBeGreaterThanOrEqual(severities.indexOf(tight));
    }),
  );
});

test('whatever the fields of a manifest hold, there is a report', () => {
  const odd = fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: true });
  const container = fc.record({ name: odd, resources: fc.record({ requests: odd, limits: odd }), restartPolicy: odd });
  const podSpec = fc.record({ containers: fc.oneof(odd, fc.array(container)), volumes: odd, resources: odd });
  const spec = fc.record({
    replicas: odd,
    strategy: odd,
    scaleTargetRef: odd,
    ports: odd,
    type: odd,
    resources: odd,
    volumeClaimTemplates: odd,
    template: fc.record({ spec: fc.oneof(odd, podSpec) }),
  });
  const kinds = [
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['v1', 'PersistentVolumeClaim'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ] as const;

  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.oneof(odd, spec), fc.string(), ([apiVersion, kind], spec, hard) => {
      const quota = { pods: '0', 'requests.cpu': hard };

      expect(quotaReport([{ apiVersion, kind, metadata: { name: 'app' }, spec }], limited(quota))).toBeDefined();
    }),
  );
});

test('an amount is shown as what it is', () => {
  const shown = (memory: string) => words([pod({ app: { requests: { memory } } })], { memory: '0' })[0]?.split(' ')[1];

  expect(['1Gi', '1536Mi', '1000', '1M', '1025Ki', '20Gi', '1280Mi'].map(shown)).toEqual([
    '1Gi',
    '1.5Gi',
    '1000',
    '1000000',
    '1025Ki',
    '20Gi',
    '1.25Gi',
  ]);
  fc.assert(
    fc.property(fc.nat(), (bytes) => {
      expect(parseQuantity(shown(String(bytes)) ?? '0')).toBe(bytes);
    }),
  );
});
