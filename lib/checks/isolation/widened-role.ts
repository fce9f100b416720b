import { rbacGroup } from '../../rbac/binding';
import { recordsIn, stringsIn } from '../../rbac/untyped';
import type { ClusterRule } from '../rule';
import { tenantBindings } from './tenant-bindings';

/** The roles that have what a label adds: admin gathers edit, and edit view. */
const widenedBy: readonly (readonly [label: string, roles: readonly string[]])[] = [
  ['rbac.authorization.k8s.io/aggregate-to-admin', ['admin']],
  ['rbac.authorization.k8s.io/aggregate-to-edit', ['admin', 'edit']],
  ['rbac.authorization.k8s.io/aggregate-to-view', ['admin', 'edit', 'view']],
];

/** Flux's own, known to all, which matter only where Flux is not locked down; and those of Kubernetes. */
const known = /^(?:flux-(?:edit|view)(?:-|$)|system:)/;

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
    const bound = new Set(tenantBindings(facts, 'RoleBinding').map(({ binding }) => binding.role.name));
    if (bound.size === 0) return;
    for (const object of facts.index.ofKind(rbacGroup, 'ClusterRole')) {
      const { metadata, rules } = object.manifest;
      const widened = widenedBy.flatMap(([label, roles]) => (metadata.labels?.[label] === 'true' ? roles : []));
      const into = [...new Set(widened)].filter((role) => bound.has(role));
      const writes = recordsIn(rules).find(({ verbs }) => stringsIn(verbs).some((verb) => !looking.includes(verb)));
      if (into.length === 0 || !writes || known.test(metadata.name)) continue;
      const [verb] = stringsIn(writes.verbs).filter((one) => !looking.includes(one));
      yield {
        object,
        message: `adds ${verb} ${stringsIn(writes.resources).join(', ')} to ${into.join(', ')}, which tenants are bound to`,
      };
    }
  },
};
