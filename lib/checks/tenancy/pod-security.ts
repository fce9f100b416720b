import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { enforceLabel } from '../../pod-security/labels';
import { kyvernoRules } from '../kubernetes/kyverno-policy';

/** The level that a Namespace says it enforces. */
export function podSecurityOf({ manifest }: IndexedObject): string | undefined {
  return manifest.metadata.labels?.[enforceLabel];
}

/** Whether Kyverno holds Pods to the standards instead, by policies of its own or those of its chart. */
export function hasPodSecurityPolicies(index: ManifestIndex): boolean {
  return (
    index
      .ofKind('kyverno.io', 'ClusterPolicy')
      .some(
        ({ manifest }) =>
          manifest.metadata.annotations?.['policies.kyverno.io/category']?.startsWith('Pod Security') ||
          kyvernoRules(manifest).some(({ validate }) => validate?.podSecurity !== undefined),
      ) ||
    index.ofKind('helm.toolkit.fluxcd.io', 'HelmRelease').some(({ manifest }) => {
      const { chart } = (manifest.spec ?? {}) as { readonly chart?: { readonly spec?: { readonly chart?: string } } };
      return chart?.spec?.chart === 'kyverno-policies';
    })
  );
}
