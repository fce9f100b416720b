import type { IndexedObject } from '../manifest/manifest-index';

/** Objects by the namespace that they are in; those of none are left out. */
export function byNamespace(objects: readonly IndexedObject[]): ReadonlyMap<string, readonly IndexedObject[]> {
  const found = new Map<string, IndexedObject[]>();
  for (const object of objects) {
    const { namespace } = object.manifest.metadata;
    if (namespace === undefined) continue;
    const others = found.get(namespace);
    if (others) others.push(object);
    else found.set(namespace, [object]);
  }
  return found;
}
