import { formatId } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { isToAdministrator, tenantBindings } from './tenant-bindings';
import { bindingsOut } from './ways-out';

/** Rights of a tenant in a namespace that is not its own. */
export const foreignSubject: ClusterRule = {
  id: 'isolation/foreign-subject',
  severity: 'warning',
  title: "Tenant bound in somebody else's namespace",
  why: 'What one tenant commits is then applied to what another, or the platform, is answerable for.',
  fix: 'Remove the subject; where two teams share a namespace, make them one tenant.',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  *check(facts) {
    const suspects = tenantBindings(facts, 'RoleBinding').flatMap((found) => {
      const owner = facts.tenancy.ofNamespace(found.binding.id.namespace);
      // In namespaces of the platform Kubernetes itself lets everybody look at a few things.
      const stranger = found.bound.find(({ tenant }) => tenant !== owner && (tenant !== undefined || owner));
      return stranger && !isToAdministrator(found.binding) ? [{ ...found, owner, stranger }] : [];
    });
    if (suspects.length === 0) return;
    const told = bindingsOut(facts);
    for (const { object, binding, owner, stranger } of suspects) {
      const whose = owner ? `a namespace of tenant ${owner.name}` : 'no namespace of that tenant';
      if (!told.has(object))
        yield { object, message: `binds ${stranger.name} to ${formatId(binding.role)} in ${whose}` };
    }
  },
};
