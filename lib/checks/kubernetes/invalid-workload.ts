import { matchesLabels } from '../../manifest/label-selector';
import type { Manifest } from '../../manifest/manifest';
import { below, itemsOf, type Place, specPlace } from '../../manifest/place';
import { containersOf, type Pod } from '../../manifest/pod';
import type { NamespaceLimits } from '../../quota/namespace-limits';
import { podRefusals } from '../../quota/pod-refusals';
import type { ClusterRule } from '../rule';
import { podsIn } from './pods';

/** A Pod or a workload that its schema takes, and the API server does not. */
export const invalidWorkload: ClusterRule = {
  id: 'kubernetes/invalid-workload',
  severity: 'error',
  title: 'Workload that contradicts itself',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder.',
  fix: 'Correct the field.',
  see: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits',
  ],
  *check({ index }) {
    for (const { object, pod } of podsIn(index)) {
      for (const fault of [...selectorFaults(object.manifest, pod), ...containerFaults(object.manifest, pod)])
        yield { object, message: `is refused: ${fault}` };
      for (const { path, message, fix } of podRefusals(object.manifest, unlimited))
        yield { object, message: `is refused: ${path} ${message}`, fix };
    }
  },
};

/** A namespace without limits: whatever is refused in it is refused everywhere. */
const unlimited: NamespaceLimits = { quota: {}, containerDefaults: { requests: {}, limits: {} } };

const selecting = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

function selectorFaults(manifest: Manifest, pod: Pod): string[] {
  if (!selecting.has(manifest.kind)) return [];
  const selector = below(specPlace(manifest), 'selector').value;
  const labels = (below(pod.metadata, 'labels').value ?? {}) as Readonly<Record<string, string>>;
  return matchesLabels(selector, labels) ? [] : ['spec.selector does not match the labels of spec.template'];
}

function containerFaults(manifest: Manifest, pod: Pod): string[] {
  const claims = itemsOf(below(specPlace(manifest), 'volumeClaimTemplates'));
  const volumes = new Set([
    ...itemsOf(below(pod.spec, 'volumes')).map(nameIn),
    ...claims.map((claim) => nameIn(below(claim, 'metadata'))),
  ]);
  return [
    ...(isEmpty(below(pod.spec, 'containers')) ? [`${pod.spec.path}.containers is empty`] : []),
    ...containersOf(pod).flatMap((container) => [
      ...(below(container, 'image').value ? [] : [`${container.path} has no image`]),
      ...itemsOf(below(container, 'volumeMounts'))
        .map(nameIn)
        .filter((name) => !volumes.has(name))
        .map((name) => `${container.path} mounts volume ${name}, which is not there`),
    ]),
  ];
}

function isEmpty({ value }: Place): boolean {
  return Array.isArray(value) && value.length === 0;
}

function nameIn(place: Place): string {
  return String(below(place, 'name').value);
}
