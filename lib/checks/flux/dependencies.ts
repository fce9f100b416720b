import type { Manifest } from '../../manifest/manifest';
import { groupOf } from '../../manifest/manifest';
import type { ObjectId } from '../../manifest/object-id';

/** What a Kustomization or HelmRelease waits for. Flux knows dependencies on the same kind only. */
export function dependenciesOf({ apiVersion, kind, metadata, spec }: Manifest): ObjectId[] {
  const { dependsOn = [] } = (spec ?? {}) as {
    dependsOn?: readonly { readonly name: string; readonly namespace?: string }[];
  };
  return dependsOn.map(({ name, namespace = metadata.namespace }) => ({
    group: groupOf(apiVersion),
    kind,
    namespace,
    name,
  }));
}
