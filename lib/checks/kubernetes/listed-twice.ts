import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { below, itemsOf, type Place, specPlace } from '../../manifest/place';
import { containersOf, type Pod } from '../../manifest/pod';
import type { ClusterRule } from '../rule';
import { podsIn } from './pods';

/** Two entries of a list where the API server takes one. */
export const listedTwice: ClusterRule = {
  id: 'kubernetes/listed-twice',
  severity: 'error',
  title: 'Two entries where one can be',
  why: 'The API server refuses to apply the object, and Flux then applies nothing of its folder.',
  fix: 'Take one out, or give it another name.',
  see: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy'],
  *check({ index }) {
    for (const { object, entries } of listsIn(index))
      for (const entry of twice(entries)) yield { object, message: `has two ${entry}` };
  },
};

/** What a list holds, each entry in words that no other may share. */
interface List {
  readonly object: IndexedObject;
  readonly entries: readonly string[];
}

function* listsIn(index: ManifestIndex): Iterable<List> {
  for (const { object, pod } of podsIn(index)) for (const entries of listsOfPod(pod)) yield { object, entries };
  for (const object of index.ofKind('', 'Service'))
    for (const entries of portsOf(specPlace(object.manifest), 'port')) yield { object, entries };
  for (const object of index.ofKind('gateway.networking.k8s.io', 'Gateway')) {
    const spec = specPlace(object.manifest);
    yield { object, entries: named('listeners', itemsOf(below(spec, 'listeners')), spec) };
  }
}

function listsOfPod(pod: Pod): string[][] {
  const containers = containersOf(pod);
  return [
    named('containers', containers, pod.spec),
    named('volumes', itemsOf(below(pod.spec, 'volumes')), pod.spec),
    ...containers.flatMap((container) => [
      ...portsOf(container, 'containerPort'),
      named('variables', itemsOf(below(container, 'env')), container),
      itemsOf(below(container, 'volumeMounts')).map(
        (mount) => `volumes mounted at ${below(mount, 'mountPath').value} in ${container.path}`,
      ),
    ]),
  ];
}

/** The ports of a container or a Service, by their names and by their numbers. */
function portsOf(place: Place, number: 'containerPort' | 'port'): string[][] {
  const ports = itemsOf(below(place, 'ports'));
  const numbers = ports.map((port) => `${below(port, number).value}/${below(port, 'protocol').value ?? 'TCP'}`);
  return [named('ports', ports, place), numbers.map((each) => `ports ${each} in ${place.path}`)];
}

function named(what: string, items: readonly Place[], within: Place): string[] {
  return items
    .map((item) => below(item, 'name').value)
    .flatMap((name) => (name === undefined ? [] : [`${what} named ${name} in ${within.path}`]));
}

function twice(entries: readonly string[]): ReadonlySet<string> {
  return new Set(entries.filter((entry, at) => entries.indexOf(entry) < at));
}
