import { matchesLabels } from '../../manifest/label-selector';
import type { Manifest } from '../../manifest/manifest';
import { below, itemsOf, type Place } from '../../manifest/place';
import { containersOf, type Pod, podOf } from '../../manifest/pod';
import { ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** A workload that its schema takes, and the API server does not. */
export const invalidWorkload: SpokeRule = {
  id: 'spoke/invalid-workload',
  severity: 'error',
  title: 'Workload that contradicts itself',
  why: 'The API server refuses the object, and Flux then applies nothing of the folder.',
  fix: 'Correct the field.',
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const pod = podOf(object.manifest);
      if (pod === undefined) continue;
      for (const fault of [...selectorFaults(object.manifest, pod), ...containerFaults(object.manifest, pod)])
        yield { object, message: `is refused: ${fault}` };
    }
  },
};

const selecting = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

function selectorFaults({ kind, spec }: Manifest, pod: Pod): string[] {
  if (!selecting.has(kind)) return [];
  const selector = below({ path: 'spec', value: spec }, 'selector').value;
  const labels = (below(pod.metadata, 'labels').value ?? {}) as Readonly<Record<string, string>>;
  return matchesLabels(selector, labels) ? [] : ['spec.selector does not match the labels of spec.template'];
}

function containerFaults(manifest: Manifest, pod: Pod): string[] {
  const containers = containersOf(pod);
  const claims = itemsOf(below({ path: '', value: manifest }, 'spec', 'volumeClaimTemplates'));
  const volumes = new Set([
    ...itemsOf(below(pod.spec, 'volumes')).map(nameIn),
    ...claims.map((claim) => nameIn(below(claim, 'metadata'))),
  ]);
  return [
    ...(itemsOf(below(pod.spec, 'containers')).length === 0 ? [`${pod.spec.path}.containers is empty`] : []),
    ...containers.flatMap((container) => [
      ...(below(container, 'image').value ? [] : [`${container.path} has no image`]),
      ...itemsOf(below(container, 'volumeMounts'))
        .map(nameIn)
        .filter((name) => !volumes.has(name))
        .map((name) => `${container.path} mounts volume ${name}, which is not there`),
    ]),
    ...twice(containers.map(nameIn)).map((name) => `two containers are named ${name}`),
  ];
}

function nameIn(place: Place): string {
  return String(below(place, 'name').value);
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}
