import type { Manifest } from '../../manifest/manifest';
import type { ManifestIndex } from '../../manifest/manifest-index';
import { recordsIn, textOf } from '../../rbac/untyped';
import { shared } from './shared';

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
  const home = textOf(ref?.namespace) || metadata.namespace;
  const key = sourceKey(ref, home);
  if (ref?.kind !== 'ExternalArtifact') return hubSources.has(key);
  // An artifact is where its generator is, which takes sources beside it. What one that is not here takes, nobody knows.
  const sources = recordsIn(sourcesOfArtifacts(index).get(key));
  return sources.length > 0 && sources.every((source) => hubSources.has(sourceKey(source, home)));
}

function sourceKey(ref: Readonly<Record<string, unknown>> | undefined, home: string | undefined): SourceKey {
  return `${textOf(ref?.kind)}/${textOf(ref?.namespace) || (home ?? '')}/${textOf(ref?.name)}`;
}

/** What each artifact is cut from, as the first generator of its name says. */
const sourcesOfArtifacts = shared((index: ManifestIndex): ReadonlyMap<SourceKey, unknown> => {
  const found = new Map<SourceKey, unknown>();
  for (const { manifest } of index.ofKind('source.extensions.fluxcd.io', 'ArtifactGenerator'))
    for (const { artifacts, sources } of recordsIn([manifest.spec]))
      for (const { name } of recordsIn(artifacts)) {
        const key = `ExternalArtifact/${manifest.metadata.namespace}/${textOf(name)}`;
        if (!found.has(key)) found.set(key, sources);
      }
  return found;
});
