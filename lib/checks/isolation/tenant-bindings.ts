import type { IndexedObject } from '../../manifest/manifest-index';
import { type Binding, bindingsIn, rbacGroup } from '../../rbac/binding';
import { bindsByDefault } from '../../rbac/default-roles';
import type { ClusterFacts } from '../facts/cluster-facts';
import { shared } from '../facts/shared';
import { type BoundTenant, boundTenants } from './bound-tenants';

/** A binding that gives accounts of tenants rights. */
export interface TenantBinding {
  readonly object: IndexedObject;
  readonly binding: Binding;
  /** At least one. */
  readonly bound: readonly BoundTenant[];
}

type BindingKind = 'RoleBinding' | 'ClusterRoleBinding';

/** The bindings of a kind that give accounts of tenants rights, but for what Kubernetes itself gives; none on a cluster without tenants. */
export function tenantBindings(facts: ClusterFacts, kind: BindingKind): readonly TenantBinding[] {
  return tenantBindingsOf(facts)[kind];
}

const tenantBindingsOf = shared((facts: ClusterFacts): Readonly<Record<BindingKind, readonly TenantBinding[]>> => {
  return { RoleBinding: bindingsOf(facts, 'RoleBinding'), ClusterRoleBinding: bindingsOf(facts, 'ClusterRoleBinding') };
});

function bindingsOf({ index, tenancy }: ClusterFacts, kind: BindingKind): readonly TenantBinding[] {
  if (tenancy.tenants.length === 0) return [];
  const objects = index.ofKind(rbacGroup, kind);
  const found: TenantBinding[] = [];
  bindingsIn(objects.map(({ manifest }) => manifest)).forEach((binding, at) => {
    const object = objects[at];
    const subjects = binding.subjects.filter((subject) => !bindsByDefault(binding, subject));
    const bound = boundTenants(tenancy, { ...binding, subjects });
    if (object && bound.length > 0) found.push({ object, binding, bound });
  });
  return found;
}

/** Whether a binding refers to the role that may do everything. */
export function isToAdministrator({ role }: Pick<Binding, 'role'>): boolean {
  return role.kind === 'ClusterRole' && role.name === 'cluster-admin';
}
