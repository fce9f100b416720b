import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterFacts } from '../facts/cluster-facts';
import { shared } from '../facts/shared';
import type { Tenant } from '../facts/tenancy';

/** A namespace of a tenant that is made here. */
export interface TenantNamespace {
  readonly tenant: Tenant;
  readonly name: string;
  /** The Namespace itself. */
  readonly object: IndexedObject;
}

/** The tenants' namespaces, but for those that somebody else makes: what is in them is not known here either. */
export const tenantNamespaces = shared(({ index, tenancy }: ClusterFacts): readonly TenantNamespace[] =>
  tenancy.tenants.flatMap((tenant) =>
    tenant.namespaces.flatMap((name) => {
      const object = index.get({ group: '', kind: 'Namespace', name });
      return object ? [{ tenant, name, object }] : [];
    }),
  ),
);
