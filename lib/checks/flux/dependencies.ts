import type { Manifest } from '../../manifest/manifest';
import { groupOf } from '../../manifest/manifest';
import type { ObjectId } from '../../manifest/object-id';
import { recordsIn, textOf } from '../../rbac/untyped';

/** What a Kustomization or HelmRelease waits for. Flux knows dependencies on the same kind only. */
export function dependenciesOf({ apiVersion, kind, metadata, spec }: Manifest): ObjectId[] {
  const { dependsOn } = (spec ?? {}) as { readonly dependsOn?: unknown };
  return recordsIn(dependsOn).map(({ name, namespace }) => ({
    group: groupOf(apiVersion),
    kind,
    namespace: textOf(namespace) || metadata.namespace,
    name: textOf(name),
  }));
}
