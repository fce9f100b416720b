import type { Binding } from '../../rbac/binding';
import type { BindingSubject } from '../../rbac/subject';
import type { Tenancy, Tenant } from '../facts/tenancy';

/** A subject of a binding that stands for accounts of tenants. */
export interface BoundTenant {
  /** As people write it: `ServiceAccount billing/reconciler`, `group system:authenticated`. */
  readonly name: string;
  /** Whose account it is; undefined for groups that every tenant is in. */
  readonly tenant: Tenant | undefined;
}

const accountUser = 'system:serviceaccount:';
const accountGroup = 'system:serviceaccounts:';
/** Groups that all tenants' accounts are in; and those who did not say who they are. */
const everybody = ['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated'];

/** The subjects of a binding that are accounts of tenants, by themselves or by a group. */
export function boundTenants(tenancy: Tenancy, { id, subjects }: Binding): readonly BoundTenant[] {
  return subjects.flatMap((subject): readonly BoundTenant[] => {
    if (subject.kind === 'Group' && everybody.includes(subject.name))
      return [{ name: `group ${subject.name}`, tenant: undefined }];
    const tenant = tenancy.ofNamespace(homeOf(subject, id.namespace));
    return tenant ? [{ name: nameOf(subject, id.namespace), tenant }] : [];
  });
}

function homeOf({ kind, name, namespace }: BindingSubject, bound: string | undefined): string | undefined {
  if (kind === 'ServiceAccount') return namespace ?? bound;
  if (kind === 'Group' && name.startsWith(accountGroup)) return name.slice(accountGroup.length);
  if (kind === 'User' && name.startsWith(accountUser)) return name.slice(accountUser.length).split(':')[0];
  return undefined;
}

function nameOf({ kind, name, namespace }: BindingSubject, bound: string | undefined): string {
  return kind === 'ServiceAccount' ? `ServiceAccount ${namespace ?? bound}/${name}` : `${kind.toLowerCase()} ${name}`;
}
