import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { type Pod, podOf } from '../../manifest/pod';

/** An object that is a Pod, or makes some. */
export interface WithPod {
  readonly object: IndexedObject;
  readonly pod: Pod;
}

/** Every Pod of a cluster, and what workloads make theirs from. */
export function* podsIn(index: ManifestIndex): Iterable<WithPod> {
  for (const { objects } of index.kinds)
    for (const object of objects) {
      const pod = podOf(object.manifest);
      if (pod === undefined) break; // its kind makes none
      yield { object, pod };
    }
}
