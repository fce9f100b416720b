import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterFacts } from '../facts/cluster-facts';
import { shared } from '../facts/shared';
import type { Tenant } from '../facts/tenancy';
import { fluxObjects } from './flux-objects';
import { waitsFor } from './waits-for';

type AwaitedTenants = ReadonlyMap<IndexedObject, ReadonlySet<Tenant>>;

/** The platform's Kustomizations that are ready only when Flux objects of tenants are, with those tenants. */
export const awaitedTenants = shared(({ index, tenancy, applierOf }: ClusterFacts): AwaitedTenants => {
  const awaited = new Map<IndexedObject, Set<Tenant>>();
  if (tenancy.tenants.length === 0) return awaited;
  for (const object of fluxObjects(index)) {
    const tenant = tenancy.of(object);
    const applier = tenant && applierOf(object);
    if (!applier || tenancy.of(applier) || !waitsFor(applier, object)) continue;
    const tenants = awaited.get(applier);
    if (tenants) tenants.add(tenant);
    else awaited.set(applier, new Set([tenant]));
  }
  return awaited;
});
