import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';

/** A tenant's ResourceSet that runs with the rights of the operator. */
export const tenantResourceSet: ClusterRule = {
  id: 'flux/tenant-resource-set',
  severity: 'error',
  title: "Tenant's ResourceSet without impersonation",
  why: "Without spec.serviceAccountName it is applied with the operator's rights, a cluster-admin's, unless the operator was given a default account.",
  fix: "Set spec.serviceAccountName to the tenant's reconciler.",
  see: ['https://fluxoperator.dev/docs/crd/resourceset/#role-based-access-control'],
  *check({ index, tenancy }) {
    for (const object of index.ofKind('fluxcd.controlplane.io', 'ResourceSet')) {
      const tenant = tenancy.of(object);
      if (tenant && !specOf<{ serviceAccountName: string }>(object).serviceAccountName)
        yield { object, message: `names no spec.serviceAccountName, and is tenant ${tenant.name}'s` };
    }
  },
};
