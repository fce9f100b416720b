import { fluxSystem, managedByHub, managedByLabel, tenantLabel } from '../manifest/hub-names';
import type { FluxIdentity } from '../object/owner';

export { fluxSystem, managedByHub, managedByLabel, reconciler, tenantLabel } from '../manifest/hub-names';

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

/** Keeps an object when it vanishes from what is applied. @see https://fluxcd.io/flux/components/kustomize/kustomizations/#prune */
export const keepAnnotation = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;

/** Labels of what the hub renders for a tenant, and guards. */
export function tenantLabels(tenant: string): Record<string, string> {
  return { [managedByLabel]: managedByHub, [tenantLabel]: tenant };
}
