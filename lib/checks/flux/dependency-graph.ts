import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { shared } from '../facts/shared';
import { dependenciesOf } from './dependencies';
import { fluxKinds } from './kinds';

/** Kustomizations and HelmReleases, each with the others of the cluster that it waits for; at least one. */
export type DependencyGraph = ReadonlyMap<IndexedObject, readonly IndexedObject[]>;

/** What waits for what. Dependencies on nothing are another rule's. */
export const dependencyGraph = shared((index: ManifestIndex): DependencyGraph => {
  const graph = new Map<IndexedObject, readonly IndexedObject[]>();
  for (const object of fluxKinds(index, 'Kustomization', 'HelmRelease')) {
    const needed = dependenciesOf(object.manifest).flatMap((id) => index.get(id) ?? []);
    if (needed.length > 0) graph.set(object, needed);
  }
  return graph;
});
