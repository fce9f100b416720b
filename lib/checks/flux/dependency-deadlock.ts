import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { ClusterRule } from '../rule';
import { dependencyGraph } from './dependency-graph';
import { waitsFor } from './waits-for';

/** A Kustomization that waits for the one that applies it, which waits for what it applies. */
export const dependencyDeadlock: ClusterRule = {
  id: 'flux/dependency-deadlock',
  severity: 'error',
  title: 'Dependency on what waits for it',
  why: 'Each waits until the other is ready, so that neither ever is.',
  fix: 'Remove the dependency: what applies an object has begun before it. Or set wait: false on the other.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#wait'],
  *check({ index, applierOf }) {
    for (const [object, needed] of dependencyGraph(index)) {
      if (object.manifest.kind !== 'Kustomization') continue;
      const waiting = waitingFor(object, applierOf);
      for (const to of needed)
        if (waiting.has(to))
          yield { object, message: `depends on ${formatId(idOf(to.manifest))}, which applies it and waits for it` };
    }
  },
};

/** The Kustomizations above one that are ready only once it is. */
function waitingFor(object: IndexedObject, applierOf: ClusterFacts['applierOf']): ReadonlySet<IndexedObject> {
  const found = new Set<IndexedObject>();
  let below = object;
  for (let above = applierOf(below); above && !found.has(above) && waitsFor(above, below); above = applierOf(below)) {
    found.add(above);
    below = above;
  }
  return found;
}
