import { rbacGroup } from '../../rbac/binding';
import { recordsIn, stringsIn } from '../../rbac/untyped';
import type { ClusterRule } from '../rule';
import { tenantBindings } from './tenant-bindings';

/** The roles that Kubernetes gathers from others, and the label that each gathers by. */
const gathering = ['admin', 'edit', 'view'].map((role) => ({
  role,
  label: `rbac.authorization.k8s.io/aggregate-to-${role}`,
}));

const looking = ['get', 'list', 'watch'];

/** A ClusterRole that adds rights to a role which tenants have. */
export const widenedRole: ClusterRule = {
  id: 'isolation/widened-role',
  severity: 'note',
  title: "Tenants' role widened",
  why: 'All who are bound to that role, in every namespace, have these rights from then on, tenants among them.',
  fix: 'Look whether tenants should have them; if not, bind tenants to a ClusterRole that gathers nothing, as Tenant does.',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  *check(facts) {
    const roles = new Set(tenantBindings(facts, 'RoleBinding').map(({ binding }) => binding.role.name));
    const widened = gathering.filter(({ role }) => roles.has(role));
    if (widened.length === 0) return;
    for (const object of facts.index.ofKind(rbacGroup, 'ClusterRole')) {
      const { metadata, rules } = object.manifest;
      const into = widened.filter(({ label }) => metadata.labels?.[label] === 'true');
      const writes = recordsIn(rules).find(({ verbs }) => stringsIn(verbs).some((verb) => !looking.includes(verb)));
      // Flux's own is known, and matters only where Flux is not locked down.
      if (into.length === 0 || !writes || /^(?:flux|system:)/.test(metadata.name)) continue;
      const [verb] = stringsIn(writes.verbs).filter((one) => !looking.includes(one));
      yield {
        object,
        message: `adds ${verb} ${stringsIn(writes.resources).join(', ')} to ${into.map(({ role }) => role).join(', ')}, which tenants are bound to`,
      };
    }
  },
};
