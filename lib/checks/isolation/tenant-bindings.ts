import type { IndexedObject } from '../../manifest/manifest-index';
import { type Binding, bindingsIn, rbacGroup } from '../../rbac/binding';
import type { ClusterFacts } from '../facts/cluster-facts';
import { type BoundTenant, boundTenants } from './bound-tenants';

/** A binding that gives accounts of tenants rights. */
export interface TenantBinding {
  readonly object: IndexedObject;
  readonly binding: Binding;
  /** At least one. */
  readonly bound: readonly BoundTenant[];
}

/** The bindings of a kind that give accounts of tenants rights; none on a cluster without tenants. */
export function tenantBindings(
  { index, tenancy }: Pick<ClusterFacts, 'index' | 'tenancy'>,
  kind: 'RoleBinding' | 'ClusterRoleBinding',
): readonly TenantBinding[] {
  if (tenancy.tenants.length === 0) return [];
  return index.ofKind(rbacGroup, kind).flatMap((object) =>
    bindingsIn([object.manifest]).flatMap((binding) => {
      const bound = boundTenants(tenancy, binding);
      return bound.length > 0 ? [{ object, binding, bound }] : [];
    }),
  );
}

/** Whether a binding refers to the role that may do everything. */
export function isToAdministrator({ role }: Pick<Binding, 'role'>): boolean {
  return role.kind === 'ClusterRole' && role.name === 'cluster-admin';
}
