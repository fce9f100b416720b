import type { LabelSelector } from '../../manifest/label-selector';
import type { ManifestIndex } from '../../manifest/manifest-index';
import { kyvernoRules } from '../kubernetes/kyverno-policy';

/** What is read of a NetworkPolicy's spec. @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export interface NetworkPolicySpec {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly unknown[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly unknown[] }[];
}

/** Who is at the other end. */
export interface Peer {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}

/** One way of the traffic. */
export type Direction = 'Ingress' | 'Egress';

/**
 * The ways that a policy closes for the Pods it selects, but for what it lets through. One that names none closes Ingress, and
 * Egress where it has rules for it.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function closedBy({ policyTypes = [], egress = [] }: NetworkPolicySpec): readonly Direction[] {
  const types = policyTypes.length > 0 ? policyTypes : ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])];
  return (['Ingress', 'Egress'] as const).filter((direction) => types.includes(direction));
}

const ofNamespaces = [
  ['cilium.io', 'CiliumNetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy'],
  ['crd.projectcalico.org', 'NetworkPolicy'],
] as const;

const ofClusters = [
  ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
  ['projectcalico.org', 'GlobalNetworkPolicy'],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy'],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
  ['policies.kyverno.io', 'GeneratingPolicy'],
] as const;

/** Namespaces whose traffic is the matter of policies that are not looked into here; `everywhere` where all are. */
export function ruledElsewhere(index: ManifestIndex): ReadonlySet<string | undefined> | 'everywhere' {
  const generates = index
    .ofKind('kyverno.io', 'ClusterPolicy')
    .some(({ manifest }) => kyvernoRules(manifest).some(({ generate }) => generate?.kind === 'NetworkPolicy'));
  if (generates || ofClusters.some(([group, kind]) => index.ofKind(group, kind).length > 0)) return 'everywhere';
  return new Set(
    ofNamespaces.flatMap(([group, kind]) =>
      index.ofKind(group, kind).map(({ manifest }) => manifest.metadata.namespace),
    ),
  );
}
