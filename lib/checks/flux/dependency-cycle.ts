import type { IndexedObject } from '../../manifest/manifest-index';
import { idOf, keyOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { dependenciesOf } from './dependencies';
import { appliers } from './flux-objects';

/** Objects that wait for each other. */
export const dependencyCycle: ClusterRule = {
  id: 'flux/dependency-cycle',
  severity: 'error',
  title: 'Dependency cycle',
  why: 'None of them is ever applied, and event-driven reconciliation of every Kustomization on the same source stops.',
  fix: 'Remove one of these dependencies.',
  see: ['https://github.com/fluxcd/kustomize-controller/issues/1712'],
  *check({ index }) {
    for (const [group, kind] of appliers) {
      const objects = new Map(index.ofKind(group, kind).map((object) => [keyOf(idOf(object.manifest)), object]));
      for (const cycle of cycles(objects)) {
        const names = cycle.map(({ manifest }) => `${manifest.metadata.namespace}/${manifest.metadata.name}`);
        yield { object: cycle[0] as IndexedObject, message: `waits for itself: ${[...names, names[0]].join(' → ')}` };
      }
    }
  },
};

/** Each cycle once, in the order in which its members wait for each other. Linear in objects and dependencies. */
function cycles(objects: ReadonlyMap<string, IndexedObject>): IndexedObject[][] {
  const found: IndexedObject[][] = [];
  const done = new Set<string>();
  const place = new Map<string, number>();
  for (const start of objects.keys()) {
    if (done.has(start)) continue;
    const stack = [{ key: start, next: waitsFor(objects, start) }];
    place.set(start, 0);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const key = top.next.pop();
      if (key === undefined) {
        done.add(top.key);
        place.delete(top.key);
        stack.pop();
      } else if (place.has(key)) {
        found.push(stack.slice(place.get(key)).map((step) => objects.get(step.key) as IndexedObject));
      } else if (!done.has(key)) {
        place.set(key, stack.length);
        stack.push({ key, next: waitsFor(objects, key) });
      }
    }
  }
  return found;
}

function waitsFor(objects: ReadonlyMap<string, IndexedObject>, key: string): string[] {
  const object = objects.get(key);
  if (!object) return [];
  return dependenciesOf(object.manifest)
    .map(keyOf)
    .filter((other) => objects.has(other))
    .reverse();
}
