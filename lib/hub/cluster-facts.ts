import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accessIn } from '../checks/facts/access';
import type { Acknowledgement } from '../checks/facts/acknowledgement';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import { fluxInstallation } from '../checks/facts/flux-installation';
import { isolationIn } from '../checks/facts/isolation';
import { routingIn } from '../checks/facts/routing';
import { type Tenant, tenancyOf } from '../checks/facts/tenancy';
import { fluxSystem, helmController, kustomizeController } from '../flux/names';
import { ManifestIndex } from '../manifest/manifest-index';
import { keyOf, type ObjectId } from '../manifest/object-id';
import type { AcknowledgedRule, Composition } from '../object/composition';
import { pathOf } from '../object/hub-scope';
import { originOf } from '../origin/origin';
import { userLine } from '../origin/user-line';
import { deployFolder } from '../stage/deploy-folder';
import type { Cluster } from './cluster';
import type { PlacedObject, PlacedPart, Placement } from './place';

/** What was rendered of a cluster, and the day by which it is judged. */
interface Judged extends Placement {
  /** `2027-03-01`. @default - nobody says */
  readonly today?: string | undefined;
}

/** What the rules are told of a cluster. */
export function clusterFacts(
  cluster: Cluster,
  composition: Composition,
  { objects, parts, today }: Judged,
): ClusterFacts {
  const { hub, bootstrap } = cluster;
  const folders = new Set(parts.map(({ folder }) => `${deployFolder}/${folder}`));
  const index = new ManifestIndex(objects);
  const access = accessIn(index);
  const tenancy = tenancyOf(tenantsIn(parts));
  return {
    cluster,
    environment: cluster.environmentName,
    ...(today !== undefined && { today }),
    index,
    flux: bootstrap.lockdown.on ? fluxInstallation.lockedDown : fluxInstallation.open,
    tenancy,
    access,
    isolation: isolationIn(access, tenancy),
    routing: routingIn(index),
    applierOf: applierIn(objects),
    acknowledgements: composition.acknowledgements.map((each) => acknowledgement(each, hub.root)),
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

/** It holds for every object whose construct is the one named, or below it. */
function acknowledgement({ rule, reason, until, at, stack }: AcknowledgedRule, root: string): Acknowledgement {
  const path = pathOf(at);
  return {
    rule,
    reason,
    until,
    by: path,
    construct: path,
    covers: ({ construct = '' }) => construct === path || construct.startsWith(`${path}/`),
    origin: () => userLine(stack.stack, root) ?? originOf(at, root),
  };
}

function tenantsIn(parts: readonly PlacedPart[]): Tenant[] {
  const owners = new Set(parts.flatMap(({ owner }) => (owner.ownerKind === 'tenant' ? [owner] : [])));
  return [...owners].map(({ name, namespaces }) => ({ name, namespaces }));
}

/** Each folder is applied by the Kustomization that the hub made for it. */
function applierIn(objects: readonly PlacedObject[]): ClusterFacts['applierOf'] {
  let byPath: Map<string, PlacedObject> | undefined;
  const byFile = new Map<string, PlacedObject | undefined>();
  return ({ file }) => {
    byPath ??= new Map(objects.filter(({ ofHub }) => ofHub).map((object) => [folderOf(object), object]));
    if (!byFile.has(file)) byFile.set(file, byPath.get(`./${deployFolder}/${file.slice(0, file.lastIndexOf('/'))}`));
    return byFile.get(file);
  };
}

function folderOf({ manifest }: PlacedObject): string {
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
