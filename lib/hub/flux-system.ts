import { canonical } from '../manifest/canonical';
import { emit } from '../manifest/emit';
import type { Manifest } from '../manifest/manifest';
import { bootstrapFiles, fluxInstance, lockdownPatches } from '../platform/bootstrap';
import type { Cluster } from './cluster';

/** What the hub renders into a cluster's `flux-system/` folder. */
export interface FluxSystemFiles {
  /** Text of the folder's `kustomization.yaml`, without its first line. */
  readonly kustomization: string;
  /** Objects beside it, with their file. */
  readonly objects: readonly { readonly manifest: Manifest; readonly file: string }[];
  /** Files that the hub leaves to `flux bootstrap`. */
  readonly bootstrapFiles: readonly string[];
}

/**
 * With the CLI, the patches that lock down what bootstrap installs; with the operator, the FluxInstance.
 * @param path folder of the repo that the cluster's Flux applies
 */
export function fluxSystemFiles(cluster: Cluster, path: string): FluxSystemFiles {
  const { bootstrap, flux, hub } = cluster;
  if (bootstrap.type === 'cli') {
    const patches = bootstrap.lockdown.on ? lockdownPatches(flux.components) : [];
    return { kustomization: kustomization(bootstrapFiles, patches), objects: [], bootstrapFiles };
  }
  const manifest = canonical(
    fluxInstance({
      bootstrap,
      version: flux.version,
      components: flux.components,
      repository: hub.repository,
      branch: hub.branch,
      path,
    }),
  );
  const file = 'flux-instance.yaml';
  return { kustomization: kustomization([file], []), objects: [{ manifest, file }], bootstrapFiles: [] };
}

function kustomization(resources: readonly string[], patches: readonly object[]): string {
  return emit({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    ...(patches.length > 0 && { patches }),
  });
}
