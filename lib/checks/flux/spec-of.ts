import type { IndexedObject } from '../../manifest/manifest-index';

/** The spec of an object as its kind has it; every field may be missing. */
export function specOf<Spec extends object>({ manifest }: IndexedObject): Partial<Spec> {
  return (manifest.spec ?? {}) as Partial<Spec>;
}
