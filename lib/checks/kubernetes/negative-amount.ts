import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { below, entriesOf, itemsOf, type Place, specPlace } from '../../manifest/place';
import { containersOf, type Pod } from '../../manifest/pod';
import { parseQuantity } from '../../manifest/quantity';
import type { ClusterRule } from '../rule';
import { podsIn } from './pods';

/** An amount below nothing, which schemas of quantities and numbers admit. */
export const negativeAmount: ClusterRule = {
  id: 'kubernetes/negative-amount',
  severity: 'error',
  title: 'Amount below nothing',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder: where it is a quota, the namespace has no limit at all.',
  fix: 'Write zero or more.',
  see: [
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec',
  ],
  *check({ index }) {
    for (const { object, places } of amountsIn(index))
      for (const { path, value } of places)
        if (isNegative(value)) yield { object, message: `has ${path}: ${JSON.stringify(value)}` };
  },
};

/** Kinds no number of whose spec may be negative. */
const counting: readonly (readonly [group: string, ...kinds: string[]])[] = [
  ['', 'ReplicationController'],
  ['apps', 'Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet'],
  ['batch', 'Job', 'CronJob'],
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['policy', 'PodDisruptionBudget'],
];

interface Amounts {
  readonly object: IndexedObject;
  readonly places: readonly Place[];
}

function* amountsIn(index: ManifestIndex): Iterable<Amounts> {
  for (const object of index.ofKind('', 'ResourceQuota'))
    yield { object, places: entries(specPlace(object.manifest), 'hard') };
  for (const object of index.ofKind('', 'LimitRange'))
    yield { object, places: itemsOf(below(specPlace(object.manifest), 'limits')).flatMap(amountsOfRange) };
  for (const object of index.ofKind('', 'PersistentVolumeClaim'))
    yield { object, places: resources(specPlace(object.manifest)) };
  for (const { object, pod } of podsIn(index)) yield { object, places: amountsOfPod(pod) };
  for (const [group, ...kinds] of counting)
    for (const object of kinds.flatMap((kind) => index.ofKind(group, kind)))
      yield { object, places: numbersOf(specPlace(object.manifest)) };
}

function amountsOfRange(limit: Place): Place[] {
  return entriesOf(limit).flatMap(({ key }) => entries(limit, key));
}

function amountsOfPod(pod: Pod): Place[] {
  return containersOf(pod).flatMap(resources);
}

function resources(place: Place): Place[] {
  return ['requests', 'limits'].flatMap((field) => entries(below(place, 'resources'), field));
}

function entries(place: Place, field: string): readonly Place[] {
  return entriesOf(below(place, field));
}

/** A CronJob has those of its Jobs, too. */
function numbersOf(spec: Place): Place[] {
  const numbers = [spec, below(spec, 'jobTemplate', 'spec')].flatMap((place) =>
    entriesOf(place).map(({ key }) => below(place, key)),
  );
  return numbers.filter(({ value }) => typeof value === 'number');
}

function isNegative(value: unknown): boolean {
  const amount = typeof value === 'string' ? parseQuantity(value) : value;
  return typeof amount === 'number' && amount < 0;
}
