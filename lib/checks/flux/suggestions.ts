import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import type { ObjectId } from '../../manifest/object-id';
import { didYouMean } from '../../manifest/similar';
import { byNamespace } from '../by-namespace';

/** What to do about a reference to nothing: the question after the object that was meant, or else something else. */
export type Suggest = (from: IndexedObject, to: ObjectId, otherwise: string) => string;

/** How many names are looked at before nothing more is suggested: nobody reads that many findings one by one. */
const patience = 300_000;

/** Looks for the object that was meant, among the others of the kind and namespace that is named. */
export function suggestions(index: ManifestIndex): Suggest {
  let left = patience;
  return (from, to, otherwise) => {
    if (left <= 0) return otherwise;
    const others = byNamespace(index.ofKind(to.group, to.kind)).get(to.namespace) ?? [];
    left -= others.length;
    const names = others.filter((other) => other !== from).map(({ manifest }) => manifest.metadata.name);
    return didYouMean(to.name, names, otherwise);
  };
}
