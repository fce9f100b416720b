import { report } from '../object/composition';
import type { Owner } from '../object/owner';

/** Reports tenants that have the namespace of a platform service, where its manifests or its base repo put what it runs. */
export function reportSharedNamespaces(owners: Iterable<Owner>): void {
  const all = [...new Set(owners)];
  const tenants = all.filter(({ ownerKind }) => ownerKind === 'tenant');
  const services = new Map(
    all
      .filter(({ ownerKind }) => ownerKind === 'platform')
      .flatMap((service) => service.namespaces.map((namespace) => [namespace, service])),
  );
  for (const tenant of tenants)
    for (const namespace of tenant.namespaces) {
      const service = services.get(namespace);
      if (service)
        report(tenant, {
          rule: 'tenancy/namespace-taken',
          message: `Namespace ${namespace} of tenant ${tenant.name} belongs to platform service ${service.name}.`,
          fix: 'Give the tenant another name, or list its `namespaces`.',
        });
    }
}
