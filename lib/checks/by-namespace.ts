import { groupBy } from '../manifest/group-by';
import type { IndexedObject } from '../manifest/manifest-index';
import { shared } from './facts/shared';

/** Objects by the namespace that they are in. */
type ByNamespace = ReadonlyMap<string | undefined, readonly IndexedObject[]>;

/** Objects of one kind by the namespace that they are in; those of none by undefined. */
export const byNamespace = shared(
  (objects: readonly IndexedObject[]): ByNamespace => groupBy(objects, ({ manifest }) => manifest.metadata.namespace),
);
