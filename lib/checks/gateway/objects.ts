import type { Manifest } from '../../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { idOf } from '../../manifest/object-id';

/** The objects behind verdicts, which know manifests alone. */
export function objectOf(index: ManifestIndex, manifest: Manifest): IndexedObject | undefined {
  return index.get(idOf(manifest));
}

/** `Gateway gateway/public` */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}
