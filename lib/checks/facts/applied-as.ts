import type { Manifest } from '../../manifest/manifest';
import type { FluxInstallation } from './flux-installation';

/** Whom the API server sees when Flux applies: a ServiceAccount, or the controller itself, which is a cluster-admin. */
export type AppliedAs = { readonly namespace: string; readonly name: string } | 'controller';

/**
 * Who a Kustomization or HelmRelease runs as. The ServiceAccount is looked for in its own namespace, whatever its target.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
 */
export function appliedAs({ metadata, spec }: Manifest, flux: FluxInstallation): AppliedAs {
  const { serviceAccountName } = (spec ?? {}) as { readonly serviceAccountName?: string };
  const name = serviceAccountName || flux.defaultServiceAccount;
  return name === undefined ? 'controller' : { namespace: metadata.namespace ?? '', name };
}
