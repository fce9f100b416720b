import type { ClusterRule } from '../rule';

/** A controller of Flux that keeps tenants together with the platform only by their good will. */
export const lockdown: ClusterRule = {
  id: 'isolation/lockdown',
  severity: 'warning',
  title: 'Flux is not locked down',
  why: 'A Flux object that a tenant commits without a ServiceAccount is applied with cluster-admin, and may name sources and Secrets of other namespaces.',
  fix: 'Add the flags by patches in the kustomization.yaml of flux-system, or set spec.cluster.multitenant on the FluxInstance; name a ServiceAccount on every object of the platform first. A hub does both unless told Lockdown.off.',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ flux, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const { object, lacks } of flux.controllers ?? [])
      if (lacks.length > 0) yield { object, message: `lacks ${lacks.join(', ')}` };
  },
};
