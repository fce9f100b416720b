import type { IndexedObject } from '../manifest/manifest-index';
import { shared } from './facts/shared';

/** Objects by the namespace that they are in. */
type ByNamespace = ReadonlyMap<string | undefined, readonly IndexedObject[]>;

/** Objects of one kind by the namespace that they are in; those of none by undefined. */
export const byNamespace = shared((objects: readonly IndexedObject[]): ByNamespace => {
  const found = new Map<string | undefined, IndexedObject[]>();
  for (const object of objects) {
    const { namespace } = object.manifest.metadata;
    const others = found.get(namespace);
    if (others) others.push(object);
    else found.set(namespace, [object]);
  }
  return found;
});
