import type { ClusterRule } from '../rule';
import { isToAdministrator, tenantBindings } from './tenant-bindings';

/** A tenant that is cluster-admin of its namespace. */
export const clusterAdmin: ClusterRule = {
  id: 'isolation/cluster-admin',
  severity: 'error',
  title: 'Tenant bound to cluster-admin',
  why: 'In a RoleBinding it holds for the namespace itself too: the tenant rewrites its labels, and with them Pod Security and what the platform selects by them, and lifts its quota.',
  fix: 'Bind admin, or better a ClusterRole that lists what tenants need, as Tenant does.',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  *check(facts) {
    for (const { object, binding, bound } of tenantBindings(facts, 'RoleBinding')) {
      const [first] = bound;
      if (first && isToAdministrator(binding)) yield { object, message: `binds ${first.name} to cluster-admin` };
    }
  },
};
