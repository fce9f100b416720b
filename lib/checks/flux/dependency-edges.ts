import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { dependenciesOf } from './dependencies';
import { fluxKinds } from './kinds';

/** A Kustomization or HelmRelease, and another of the cluster that it waits for. */
export interface DependencyEdge {
  readonly object: IndexedObject;
  readonly to: IndexedObject;
}

/** What waits for what. Dependencies on nothing are another rule's. */
export function* dependencyEdges(index: ManifestIndex): Iterable<DependencyEdge> {
  for (const object of fluxKinds(index, 'Kustomization', 'HelmRelease'))
    for (const id of dependenciesOf(object.manifest)) {
      const to = index.get(id);
      if (to) yield { object, to };
    }
}
