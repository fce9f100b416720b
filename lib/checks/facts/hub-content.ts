import type { Manifest } from '../../manifest/manifest';
import type { ManifestIndex } from '../../manifest/manifest-index';
import { recordsIn, textOf } from '../../rbac/untyped';

/** Where a source lies, as `<kind>/<namespace>/<name>`. */
type SourceKey = string;

/**
 * Whether a Kustomization applies what the hub repo holds: by its source, or by all sources of the artifact that it is cut from.
 * @see https://fluxcd.io/flux/components/source/artifactgenerators/
 */
export function appliesHub(
  index: ManifestIndex,
  hubSources: ReadonlySet<SourceKey>,
  { metadata, spec }: Manifest,
): boolean {
  const [ref] = recordsIn([(spec as { readonly sourceRef?: unknown } | undefined)?.sourceRef]);
  const key = sourceKey(ref, metadata.namespace);
  if (ref?.kind !== 'ExternalArtifact') return hubSources.has(key);
  const sources = generatorOf(index, key)?.sources;
  return recordsIn(sources).every((source) => hubSources.has(sourceKey(source, metadata.namespace)));
}

function sourceKey(ref: Readonly<Record<string, unknown>> | undefined, home: string | undefined): SourceKey {
  return `${textOf(ref?.kind)}/${textOf(ref?.namespace) || (home ?? '')}/${textOf(ref?.name)}`;
}

function generatorOf(index: ManifestIndex, artifact: SourceKey): { readonly sources?: unknown } | undefined {
  const specs = index
    .ofKind('source.extensions.fluxcd.io', 'ArtifactGenerator')
    .flatMap(({ manifest: { metadata, spec } }) => recordsIn([spec]).map((one) => ({ metadata, one })));
  return specs.find(({ metadata, one }) =>
    recordsIn(one.artifacts).some(({ name }) => `ExternalArtifact/${metadata.namespace}/${textOf(name)}` === artifact),
  )?.one;
}
