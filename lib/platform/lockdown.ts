import { reasonFor } from '../mistake/reason';
import type { FluxComponent } from '../versions/flux';

/** Whether Flux's controllers are kept from acting with their own rights for tenants. */
export type Lockdown = { readonly on: true } | { readonly on: false; readonly reason: string };

/** Multi-tenancy lockdown, on or off. @see https://fluxcd.io/flux/installation/configuration/multitenancy/ */
export const Lockdown = {
  /** Tenants' objects run as their own ServiceAccounts and refer to nothing outside their namespace. */
  on: (): Lockdown => ({ on: true }),

  /**
   * Every Kustomization without a ServiceAccount runs with cluster-admin.
   * @param props `reason`: why, for whoever reads the report
   * @throws Mistake where it is blank
   */
  off: (props: { readonly reason: string }): Lockdown => ({ on: false, reason: reasonFor('Lockdown.off', props) }),
};

const noCrossNamespaceRefs = '--no-cross-namespace-refs=true';
const noRemoteBases = '--no-remote-bases=true';
const defaultServiceAccount = '--default-service-account=default';

/**
 * Arguments that lock each controller down.
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
export const lockdownArguments: Readonly<Record<FluxComponent, readonly string[]>> = {
  'source-controller': [],
  'kustomize-controller': [noCrossNamespaceRefs, noRemoteBases, defaultServiceAccount],
  'helm-controller': [noCrossNamespaceRefs, defaultServiceAccount],
  'notification-controller': [noCrossNamespaceRefs],
  'image-reflector-controller': [noCrossNamespaceRefs],
  'image-automation-controller': [noCrossNamespaceRefs],
  'source-watcher': [noCrossNamespaceRefs],
};
