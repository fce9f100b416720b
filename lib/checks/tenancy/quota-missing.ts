import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { tenantNamespaces } from './tenant-namespaces';

/** A tenant's namespace that may take the whole cluster. */
export const quotaMissing: ClusterRule = {
  id: 'tenancy/quota-missing',
  severity: 'warning',
  title: 'No quota',
  why: 'One tenant can take all CPU, memory and storage, or a load balancer for every Service, and the others get none.',
  fix: "Add a ResourceQuota, or let Tenant do it: `quota: { cpu: 20, memory: '64Gi' }`.",
  see: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  *check(facts) {
    const quotas = byNamespace(facts.index.ofKind('', 'ResourceQuota'));
    for (const { object, name } of tenantNamespaces(facts))
      if (!quotas.has(name)) yield { object, message: 'has no ResourceQuota' };
  },
};
