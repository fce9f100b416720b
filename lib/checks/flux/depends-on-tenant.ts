import { formatId, idOf } from '../../manifest/object-id';
import type { Tenant } from '../facts/tenancy';
import type { ClusterRule } from '../rule';
import { awaitedTenants } from './awaited-tenants';
import { dependencyGraph } from './dependency-graph';
import { servedTenant } from './served-tenant';

/** Something of the platform that is applied only once something of a tenant is ready. */
export const dependsOnTenant: ClusterRule = {
  id: 'flux/depends-on-tenant',
  severity: 'error',
  title: 'Platform that waits for a tenant',
  why: 'A tenant whose object fails, by mistake or on purpose, stops the platform for every other tenant.',
  fix: 'Turn the dependency round: tenants depend on the platform. Where it is on a Kustomization that applies tenants, set wait: false there.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  *check(facts) {
    const { index, tenancy } = facts;
    if (tenancy.tenants.length === 0) return;
    const awaited = awaitedTenants(facts);
    for (const [object, needed] of dependencyGraph(index)) {
      const served = servedTenant(tenancy, object);
      for (const to of needed) {
        const tenant = served ? undefined : servedTenant(tenancy, to);
        const other = firstBut(served, awaited.get(to));
        const id = () => formatId(idOf(to.manifest));
        if (tenant) yield { object, message: `depends on ${id()}, which is tenant ${tenant.name}'s` };
        else if (other)
          yield { object, message: `depends on ${id()}, which waits for objects of tenant ${other.name}` };
      }
    }
  },
};

function firstBut(left: Tenant | undefined, tenants: Iterable<Tenant> = []): Tenant | undefined {
  for (const tenant of tenants) if (tenant !== left) return tenant;
  return undefined;
}
