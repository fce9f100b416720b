import { isPodSecurity } from '../../pod-security/level';
import type { ClusterRule } from '../rule';
import { hasPodSecurityPolicies, podSecurityOf } from './pod-security';
import { tenantNamespaces } from './tenant-namespaces';

/** A tenant's namespace in which a Pod may be anything, root on the node too. */
export const podSecurityMissing: ClusterRule = {
  id: 'tenancy/pod-security-missing',
  severity: 'error',
  title: 'No Pod Security',
  why: 'Whoever may create a Pod there may create a privileged one, and has the node with every secret of every tenant on it.',
  fix: 'Set the label pod-security.kubernetes.io/enforce: restricted, or let Tenant make the Namespace.',
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  *check(facts) {
    if (facts.tenancy.tenants.length === 0 || hasPodSecurityPolicies(facts.index)) return;
    for (const { object } of tenantNamespaces(facts)) {
      const level = podSecurityOf(object);
      if (level === undefined) yield { object, message: 'enforces no level of Pod Security' };
      else if (!isPodSecurity(level))
        yield { object, message: `enforces the Pod Security level ${level}, which is none` };
    }
  },
};
