import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { dependencyGraph } from './dependency-graph';

/** Objects that wait for each other. */
export const dependencyCycle: ClusterRule = {
  id: 'flux/dependency-cycle',
  severity: 'error',
  title: 'Dependency cycle',
  why: 'None of them is ever applied, and event-driven reconciliation of every Kustomization on the same source stops.',
  fix: 'Remove one of these dependencies.',
  see: ['https://github.com/fluxcd/kustomize-controller/issues/1712'],
  *check({ index }) {
    const graph = dependencyGraph(index);
    // Last first: they are taken from the end.
    for (const cycle of cycles([...graph.keys()], (object) => [...(graph.get(object) ?? [])].reverse())) {
      const names = cycle.map(({ manifest }) => `${manifest.metadata.namespace}/${manifest.metadata.name}`);
      yield { object: cycle[0] as IndexedObject, message: `waits for itself: ${[...names, names[0]].join(' → ')}` };
    }
  },
};

/** Each cycle once, in the order in which its members wait for each other. Linear in objects and dependencies. */
function cycles<T>(objects: readonly T[], waitsFor: (object: T) => T[]): T[][] {
  const found: T[][] = [];
  const done = new Set<T>();
  const place = new Map<T, number>();
  for (const start of objects) {
    if (done.has(start)) continue;
    const stack = [{ object: start, next: waitsFor(start) }];
    place.set(start, 0);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const object = top.next.pop();
      if (object === undefined) {
        done.add(top.object);
        place.delete(top.object);
        stack.pop();
      } else if (place.has(object)) {
        found.push(stack.slice(place.get(object)).map((step) => step.object));
      } else if (!done.has(object)) {
        place.set(object, stack.length);
        stack.push({ object, next: waitsFor(object) });
      }
    }
  }
  return found;
}
