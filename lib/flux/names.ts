import { tenantLabel } from '../manifest/tenant-label';
import type { FluxIdentity } from '../object/owner';

export { tenantLabel };

/** The namespace of Flux itself. */
export const fluxSystem = 'flux-system';

/** ServiceAccount of the platform's Kustomizations, in `flux-system`. */
export const kustomizeController = 'kustomize-controller';

/** ServiceAccount of the platform's HelmReleases, in `flux-system`. */
export const helmController = 'helm-controller';

/** Where the platform's Flux objects live, and whom they act as. */
export const platformIdentity: FluxIdentity = {
  namespace: fluxSystem,
  kustomization: kustomizeController,
  helmRelease: helmController,
};

/** ServiceAccount and RoleBinding that a tenant's Flux objects run as, in its namespaces. */
export const reconciler = 'reconciler';

/** Says who made an object; the hub's own are guarded by a policy that reads it. */
export const managedByLabel = 'app.kubernetes.io/managed-by';

/** Value of {@link managedByLabel} on what the hub renders into tenants' namespaces. */
export const managedByHub = 'cdk8s-flux-hub';

/** Keeps an object when it vanishes from what is applied. @see https://fluxcd.io/flux/components/kustomize/kustomizations/#prune */
export const keepAnnotation = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;

/** Labels of what the hub renders for a tenant, and guards. */
export function tenantLabels(tenant: string): Record<string, string> {
  return { [managedByLabel]: managedByHub, [tenantLabel]: tenant };
}
