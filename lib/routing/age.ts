import type { Manifest } from '../manifest/manifest';
import { namespacedName } from './namespaced-name';

/**
 * Sorts the object that wins a tie first: the older one, then the one whose `namespace/name` comes first. One that has a
 * `creationTimestamp` is on a cluster already, and so older than one that has none.
 */
export function olderFirst(a: Manifest, b: Manifest): number {
  const [x, y] = [createdAt(a), createdAt(b)];
  if (x !== y) return x < y ? -1 : 1;
  const [first, second] = [namespacedName(a), namespacedName(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** Milliseconds since 1970; infinite for what is yet to be created. */
function createdAt({ metadata }: Manifest): number {
  const time = typeof metadata.creationTimestamp === 'string' ? Date.parse(metadata.creationTimestamp) : Number.NaN;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}
