import { groupOf, type Manifest } from '../../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { gatewayGroup } from '../../routing/gateway-objects';
import { shared } from '../facts/shared';

/** The objects behind verdicts, which know manifests alone. */
export function objectOf(index: ManifestIndex, manifest: Manifest): IndexedObject | undefined {
  return byManifest(index).get(manifest);
}

const byManifest = shared(
  ({ kinds }: ManifestIndex): ReadonlyMap<Manifest, IndexedObject> =>
    new Map(
      kinds
        .filter(({ apiVersion }) => groupOf(apiVersion) === gatewayGroup)
        .flatMap(({ objects }) => objects.map((object) => [object.manifest, object] as const)),
    ),
);

/** `Gateway gateway/public` */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}
