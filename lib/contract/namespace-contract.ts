import type { Manifest } from '../manifest/manifest';
import { annotationPrefix } from '../manifest/namespace-annotations';
import { enforced } from '../pod-security/enforced';
import { containerDefaults } from '../quota/container-defaults';
import { hardLimits } from '../quota/hard-limits';
import type { PolicyRule } from '../rbac/policy-rule';
import { admittedKinds } from './admitted-kinds';
import type { NamespaceContract, RightContract } from './contract';

/** What a namespace gives, by its own manifest, the quotas and limits in it, and what its account may do there. */
export function namespaceContract(
  { metadata }: Manifest,
  inside: readonly Manifest[],
  rules: readonly PolicyRule[],
): NamespaceContract {
  const kinds = admittedKinds(rules);
  const { labels = {}, annotations = {} } = metadata;
  const ofKind = (kind: string) => inside.filter((manifest) => manifest.kind === kind);
  return {
    labels,
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith(annotationPrefix))),
    podSecurity: enforced(labels),
    kinds,
    ...(kinds['rbac.authorization.k8s.io']?.includes('Role') && { rights: rules.flatMap(rightOf) }),
    quota: hardLimits(ofKind('ResourceQuota')),
    containerDefaults: containerDefaults(ofKind('LimitRange')),
  };
}

/** Nothing of rules for single objects and for URLs, by which no Role can be judged. */
function rightOf({ apiGroups, resources, verbs, resourceNames }: PolicyRule): RightContract[] {
  return resources.length === 0 || resourceNames.length > 0 ? [] : [{ apiGroups, resources, verbs }];
}
