import { groupOf, type Manifest } from '../manifest/manifest';
import { mapIn, stringIn } from '../tree/fields';

const fillers: ReadonlySet<string> = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.toolkit.fluxcd.io/Kustomization',
]);

/** Namespaces that Flux puts a chart or a folder into: what is in them is not all among the manifests. */
export function filledNamespaces(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(({ apiVersion, kind }) => fillers.has(`${groupOf(apiVersion)}/${kind}`))
      .flatMap(({ metadata, spec }) => stringIn(mapIn(spec).targetNamespace) ?? metadata.namespace ?? []),
  );
}
