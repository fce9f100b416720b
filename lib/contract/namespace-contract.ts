import type { Manifest } from '../manifest/manifest';
import { annotationPrefix } from '../manifest/namespace-annotations';
import { enforced } from '../pod-security/enforced';
import { containerDefaults } from '../quota/container-defaults';
import { hardLimits } from '../quota/hard-limits';
import type { Kinds } from './admitted-kinds';
import type { NamespaceContract } from './contract';

/** What a namespace gives, by its own manifest and the quotas and limits in it. */
export function namespaceContract(
  { metadata }: Manifest,
  inside: readonly Manifest[],
  kinds: Kinds,
): NamespaceContract {
  const { labels = {}, annotations = {} } = metadata;
  const ofKind = (kind: string) => inside.filter((manifest) => manifest.kind === kind);
  return {
    labels,
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith(annotationPrefix))),
    podSecurity: enforced(labels),
    kinds,
    quota: hardLimits(ofKind('ResourceQuota')),
    containerDefaults: containerDefaults(ofKind('LimitRange')),
  };
}
