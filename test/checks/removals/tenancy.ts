import type { Manifest } from '../../../lib/manifest/manifest';
import { changing, type Removal } from '../removal';

const level = 'pod-security.kubernetes.io/enforce';

/** By rule: the example's staging cluster without what the rule asks for. */
export const tenancyRemovals: Readonly<Record<string, Removal>> = {
  'tenancy/outside-namespaces': changing('Kustomization', 'worker', (kustomization) => ({
    ...kustomization,
    spec: { ...(kustomization.spec as object), targetNamespace: 'search' },
  })),
  'tenancy/pod-security-missing': changing('Namespace', 'billing', ({ metadata, ...namespace }) => ({
    ...namespace,
    metadata: { ...metadata, labels: { 'toolkit.fluxcd.io/tenant': 'billing' } },
  })),
  'tenancy/pod-security-low': changing('Namespace', 'billing', ({ metadata, ...namespace }) => ({
    ...namespace,
    metadata: { ...metadata, labels: { ...metadata.labels, [level]: 'baseline' } },
  })),
  'tenancy/quota-missing': changing('ResourceQuota', 'quota', () => undefined),
  'tenancy/quota-gap': changing('ResourceQuota', 'quota', withoutLoadBalancers),
  'tenancy/limits-missing': changing('LimitRange', 'limits', () => undefined),
  'tenancy/token-mounted': changing(
    'ServiceAccount',
    'reconciler',
    ({ automountServiceAccountToken: _, ...account }) => account as Manifest,
  ),
  'tenancy/spoofable-selector': changing('NetworkPolicy', 'allow-gateway', (policy) => ({
    ...policy,
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { role: 'gateway' } } }] }],
    },
  })),
  'tenancy/before-policies': changing('Kustomization', 'tenant-billing', (kustomization) => ({
    ...kustomization,
    spec: { ...(kustomization.spec as object), dependsOn: [{ name: 'infra-tenancy' }] },
  })),
  'tenancy/unguarded': changing('ValidatingAdmissionPolicyBinding', 'flux-hub-guard', () => undefined),
};

function withoutLoadBalancers(quota: Manifest): Manifest {
  const { hard } = quota.spec as { readonly hard: Readonly<Record<string, string>> };
  const { 'services.loadbalancers': _, ...rest } = hard;
  return { ...quota, spec: { hard: rest } };
}
