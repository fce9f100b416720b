import type { IndexedObject } from '../../manifest/manifest-index';

/** A controller of Flux, or the FluxInstance that makes all of them. */
export interface Controller {
  readonly object: IndexedObject;
  /** What it was not given of lockdown: flags, or fields of the FluxInstance. */
  readonly lacks: readonly string[];
}

/** What keeps Flux's controllers from acting with their own rights, and from reaching over namespaces. */
export interface FluxInstallation {
  /** The namespace that Flux runs in. */
  readonly namespace: string;
  /** The ServiceAccount that objects without one run as; undefined where that is the controller itself, a cluster-admin. */
  readonly defaultServiceAccount: string | undefined;
  /** Whether references to objects of other namespaces are refused. */
  readonly refusesForeignReferences: boolean;
  /** Whether kustomize may not fetch what a kustomization names by URL. */
  readonly refusesRemoteBases: boolean;
  /** What lockdown was read from. @default - the controllers are not among the objects */
  readonly controllers?: readonly Controller[];
}

/** Flux as `flux install` makes it, and as a cluster is locked down for tenants. @see https://fluxcd.io/flux/installation/configuration/multitenancy/ */
export const fluxInstallation = {
  open: {
    namespace: 'flux-system',
    defaultServiceAccount: undefined,
    refusesForeignReferences: false,
    refusesRemoteBases: false,
  },
  lockedDown: {
    namespace: 'flux-system',
    defaultServiceAccount: 'default',
    refusesForeignReferences: true,
    refusesRemoteBases: true,
  },
} as const satisfies Record<string, FluxInstallation>;
