import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import type { ObjectId } from '../../manifest/object-id';
import { didYouMean } from '../../manifest/similar';

/** The object that was meant, among the others of the kind and namespace that is named; otherwise something else to do. */
export function suggestion(index: ManifestIndex, from: IndexedObject, to: ObjectId, otherwise: string): string {
  const others = index
    .ofKind(to.group, to.kind)
    .filter((other) => other !== from && other.manifest.metadata.namespace === to.namespace);
  return didYouMean(
    to.name,
    others.map(({ manifest }) => manifest.metadata.name),
    otherwise,
  );
}
