import { isPodSecurity } from '../../pod-security/level';
import type { ClusterRule } from '../rule';
import { podSecurityOf } from './pod-security';
import { tenantNamespaces } from './tenant-namespaces';

/** A tenant's namespace with less than the strictest level of Pod Security. */
export const podSecurityLow: ClusterRule = {
  id: 'tenancy/pod-security-low',
  severity: 'warning',
  title: 'Low Pod Security',
  why: 'Pods may run as root, or with what opens the node to them: one hole in an app is then closer to every tenant.',
  fix: "Enforce restricted (Tenant's `podSecurity`), or acknowledge it with the reason.",
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  *check(facts) {
    for (const { object } of tenantNamespaces(facts)) {
      const level = podSecurityOf(object);
      if (isPodSecurity(level) && level !== 'restricted')
        yield { object, message: `enforces the Pod Security level ${level}` };
    }
  },
};
