import type { FluxInstanceSpecClusterType } from '../../imports/fluxcd.controlplane.io';
import { fluxSystem, keepAnnotation, kustomizeController } from '../flux/names';
import type { Manifest } from '../manifest/manifest';
import type { FluxComponent } from '../versions/flux';
import { Lockdown, lockdownArguments } from './lockdown';

/** How Flux comes to a cluster. */
export interface Bootstrap {
  /** Who installs Flux: `flux bootstrap`, or flux-operator. */
  readonly type: 'cli' | 'operator';
  /** Whether the controllers are locked down. */
  readonly lockdown: Lockdown;
  /** Registry that the operator pulls Flux from. @default - the CLI's own */
  readonly registry?: string;
  /** What kind of cluster the operator sets Flux up for. @default - the CLI does not ask */
  readonly clusterType?: FluxInstanceSpecClusterType;
  /** Name of the Secret in `flux-system` that the operator's Flux clones the hub repo with. @default - by the hub's URL */
  readonly pullSecret?: string;
}

/** The two ways in which Flux comes to a cluster. */
export const Bootstrap = {
  /**
   * By `flux bootstrap git --path=deploy/clusters/<cluster>`.
   * @see https://fluxcd.io/flux/installation/bootstrap/
   */
  cli: (
    props: {
      /** Whether the controllers are locked down. @default Lockdown.on() */
      readonly lockdown?: Lockdown;
    } = {},
  ): Bootstrap => ({
    type: 'cli',
    lockdown: props.lockdown ?? Lockdown.on(),
  }),

  /**
   * By flux-operator, from a FluxInstance.
   * @see https://fluxcd.control-plane.io/operator/fluxinstance/
   */
  operator: (
    props: {
      /** Whether the controllers are locked down. @default Lockdown.on() */
      readonly lockdown?: Lockdown;
      /** Where the controllers' images are. @default 'ghcr.io/fluxcd' */
      readonly registry?: string;
      /** What kind of cluster it is: OpenShift has security rules of its own. @default 'kubernetes' */
      readonly clusterType?: FluxInstanceSpecClusterType;
      /**
       * Name of the Secret in `flux-system` that Flux clones the hub repo with.
       * @default - `flux-system` where the hub's URL is `ssh://`; otherwise the repository is public
       */
      readonly pullSecret?: string;
    } = {},
  ): Bootstrap => ({
    type: 'operator',
    lockdown: props.lockdown ?? Lockdown.on(),
    registry: props.registry ?? 'ghcr.io/fluxcd',
    clusterType: props.clusterType ?? 'kubernetes',
    ...(props.pullSecret !== undefined && { pullSecret: props.pullSecret }),
  }),
};

/** Files in `flux-system/` that `flux bootstrap` writes. */
export const bootstrapFiles = ['gotk-components.yaml', 'gotk-sync.yaml'] as const;

/** A patch of a `kustomization.yaml`. */
export interface KustomizePatch {
  readonly target: { readonly group?: string; readonly kind: string; readonly name: string };
  readonly patch: string;
}

/**
 * Patches that lock down what `flux bootstrap` installs. Arguments are only added at the end: a list written as a whole would
 * replace the controllers' own, and an index would differ between releases.
 */
export function lockdownPatches(components: readonly FluxComponent[]): readonly KustomizePatch[] {
  const controllers = [...components].sort().flatMap((name) => {
    const patch = lockdownArguments[name]
      .map((argument) => `- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: ${argument}\n`)
      .join('');
    return patch === '' ? [] : [{ target: { kind: 'Deployment', name }, patch }];
  });
  const root = {
    target: { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', name: fluxSystem },
    patch: `- op: add\n  path: /spec/serviceAccountName\n  value: ${kustomizeController}\n`,
  };
  return [...controllers, root];
}

/** What a FluxInstance needs to know. */
export interface FluxInstanceProps {
  readonly bootstrap: Bootstrap;
  readonly version: string;
  readonly components: readonly FluxComponent[];
  readonly repository: string;
  readonly branch: string;
  /** Folder that the cluster's Flux applies. */
  readonly path: string;
}

/** The FluxInstance of a cluster that flux-operator looks after. Kept when it vanishes: Flux would go with it. */
export function fluxInstance({ bootstrap, ...props }: FluxInstanceProps): Manifest {
  const pullSecret = bootstrap.pullSecret ?? (props.repository.startsWith('ssh://') ? fluxSystem : undefined);
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: fluxSystem, annotations: keepAnnotation },
    spec: {
      distribution: { version: props.version, registry: bootstrap.registry },
      components: [...props.components].sort(),
      cluster: {
        type: bootstrap.clusterType,
        multitenant: bootstrap.lockdown.on,
        networkPolicy: true,
        ...(bootstrap.lockdown.on && { tenantDefaultServiceAccount: 'default' }),
      },
      sync: {
        kind: 'GitRepository',
        url: props.repository,
        ref: `refs/heads/${props.branch}`,
        path: props.path,
        ...(pullSecret !== undefined && { pullSecret }),
      },
    },
  };
}
