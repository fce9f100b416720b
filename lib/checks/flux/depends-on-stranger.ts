import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { dependencyGraph } from './dependency-graph';
import { servedTenant } from './served-tenant';

/** A tenant's object that waits for another tenant's. */
export const dependsOnStranger: ClusterRule = {
  id: 'flux/depends-on-stranger',
  severity: 'error',
  title: 'Tenant that waits for another',
  why: 'One tenant can stop the other and learns what its objects say; no flag of Flux refuses dependencies across namespaces.',
  fix: 'Remove the dependency, and let the app itself wait for what it calls.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const [object, needed] of dependencyGraph(index)) {
      const tenant = servedTenant(tenancy, object);
      for (const to of tenant ? needed : []) {
        const other = servedTenant(tenancy, to);
        if (other && tenant !== other)
          yield { object, message: `depends on ${formatId(idOf(to.manifest))}, which is tenant ${other.name}'s` };
      }
    }
  },
};
