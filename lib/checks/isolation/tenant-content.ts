import { tenantLabel } from '../../manifest/hub-names';
import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterFacts } from '../facts/cluster-facts';
import { appliesHub } from '../facts/hub-content';
import { shared } from '../facts/shared';
import type { Tenant } from '../facts/tenancy';
import { fluxKinds } from '../flux/kinds';
import { servedTenant } from '../flux/served-tenant';
import { specOf } from '../flux/spec-of';

/** A Kustomization or HelmRelease that applies what a tenant decides. */
export interface TenantContent {
  readonly object: IndexedObject;
  readonly tenant: Tenant;
  /** Whether it is the tenant's own; else it lies elsewhere, and applies the tenant's repo. */
  readonly isOwn: boolean;
}

/** All that applies what tenants decide: their own objects, and those elsewhere that apply their repos. */
export const tenantContent = shared(({ index, tenancy, hubSources }: ClusterFacts): readonly TenantContent[] => {
  if (tenancy.tenants.length === 0) return [];
  const found: TenantContent[] = [];
  for (const object of fluxKinds(index, 'Kustomization', 'HelmRelease')) {
    const owner = tenancy.of(object);
    if (owner) found.push({ object, tenant: owner, isOwn: true });
    else if (object.manifest.kind === 'Kustomization' && !isPlatforms(object)) {
      const tenant = servedTenant(tenancy, object);
      if (tenant && !appliesHub(index, hubSources, object.manifest)) found.push({ object, tenant, isOwn: false });
    }
  }
  return found;
});

/** Whether somebody had it run as the controller, in so many words, and says of no tenant that it is for. */
function isPlatforms(object: IndexedObject): boolean {
  const { serviceAccountName } = specOf<{ serviceAccountName: string }>(object);
  return serviceAccountName === 'kustomize-controller' && !object.manifest.metadata.labels?.[tenantLabel];
}
