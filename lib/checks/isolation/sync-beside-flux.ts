import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** A tenant's repo that is applied from Flux's own namespace. */
export const syncBesideFlux: ClusterRule = {
  id: 'isolation/sync-beside-flux',
  severity: 'warning',
  title: "Tenant applied from Flux's namespace",
  why: 'There it may name the sources, Secrets and ServiceAccounts of the platform and of every other tenant: that references stay in their namespace isolates nobody.',
  fix: "Move it, its source and its Secrets to the tenant's namespace, where its ServiceAccount is; Tenant.addKustomization does so.",
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check(facts) {
    for (const { object, tenant, isOwn } of tenantContent(facts))
      if (!isOwn && object.manifest.metadata.namespace === facts.flux.namespace)
        yield { object, message: `applies what tenant ${tenant.name} commits, beside the sources of the platform` };
  },
};
