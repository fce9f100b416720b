import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accessIn } from '../checks/facts/access';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import { fluxInstallation } from '../checks/facts/flux-installation';
import { type Tenant, tenancyOf } from '../checks/facts/tenancy';
import { fluxSystem, helmController, kustomizeController } from '../flux/names';
import { ManifestIndex } from '../manifest/manifest-index';
import { keyOf, type ObjectId } from '../manifest/object-id';
import type { Composition } from '../object/composition';
import { deployFolder } from '../stage/deploy-folder';
import type { Cluster } from './cluster';
import type { PlacedObject, PlacedPart, Placement } from './place';

/** What the rules are told of a cluster. */
export function clusterFacts(cluster: Cluster, composition: Composition, { objects, parts }: Placement): ClusterFacts {
  const { hub, bootstrap } = cluster;
  const folders = new Set(parts.map(({ folder }) => `${deployFolder}/${folder}`));
  const index = new ManifestIndex(objects);
  return {
    cluster,
    index,
    flux: bootstrap.lockdown.on ? fluxInstallation.lockedDown : fluxInstallation.open,
    tenancy: tenancyOf(tenantsIn(parts)),
    access: accessIn(index),
    applierOf: applierIn(objects),
    externals: new Set([...builtIn(cluster), ...declared(composition)].map(keyOf)),
    hubSources: new Set([
      `GitRepository/${fluxSystem}/${fluxSystem}`,
      ...index
        .ofKind('source.toolkit.fluxcd.io', 'GitRepository')
        .filter(({ manifest }) => (manifest.spec as { url?: string } | undefined)?.url === hub.repository)
        .map(({ manifest: { kind, metadata } }) => `${kind}/${metadata.namespace}/${metadata.name}`),
    ]),
    hasFolder: (path) => (path.startsWith(`${deployFolder}/`) ? folders.has(path) : isFolder(join(hub.root, path))),
  };
}

function tenantsIn(parts: readonly PlacedPart[]): Tenant[] {
  const owners = new Set(parts.flatMap(({ owner }) => (owner.ownerKind === 'tenant' ? [owner] : [])));
  return [...owners].map(({ name, namespaces }) => ({ name, namespaces }));
}

/** Each folder is applied by the Kustomization that the hub made for it. */
function applierIn(objects: readonly PlacedObject[]): ClusterFacts['applierOf'] {
  let byPath: Map<string, PlacedObject> | undefined;
  return ({ file }) => {
    byPath ??= new Map(objects.filter(({ ofHub }) => ofHub).map((object) => [pathOf(object), object]));
    return byPath.get(`./${deployFolder}/${file.slice(0, file.lastIndexOf('/'))}`);
  };
}

function pathOf({ manifest }: PlacedObject): string {
  return ((manifest.spec ?? {}) as { readonly path?: string }).path ?? '';
}

/** What is on every cluster with Flux. */
function builtIn({ decryption }: Cluster): ObjectId[] {
  const inFluxSystem = (kind: string, name: string, group = '') => ({ group, kind, namespace: fluxSystem, name });
  return [
    inFluxSystem('GitRepository', fluxSystem, 'source.toolkit.fluxcd.io'),
    inFluxSystem('ServiceAccount', kustomizeController),
    inFluxSystem('ServiceAccount', helmController),
    ...(decryption ? [inFluxSystem('Secret', decryption.secret)] : []),
  ];
}

/** What is declared to come from elsewhere. An encrypted file that is missing has been reported where it is used. */
function declared({ externals, encrypted }: Composition): ObjectId[] {
  return [
    ...externals.map(({ id }) => id),
    ...encrypted.map(({ secret, namespace }) => ({ group: '', kind: 'Secret', namespace, name: secret.name })),
  ];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
