import type { ManifestIndex } from '../../manifest/manifest-index';
import { type Access, accessOf } from '../../rbac/access';

/** Reads the roles and bindings of a cluster once, when they are asked for. */
export function accessIn(index: ManifestIndex): () => Access {
  let access: Access | undefined;
  return () => {
    access ??= accessOf(index.objects.map(({ manifest }) => manifest));
    return access;
  };
}
