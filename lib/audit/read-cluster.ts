import { dependenciesOf } from '../checks/flux/dependencies';
import { referencesOf } from '../checks/flux/references';
import { scopeOf } from '../manifest/catalog';
import { groupOf, type Manifest } from '../manifest/manifest';
import type { IndexedObject } from '../manifest/manifest-index';
import { keyOf, type ObjectId } from '../manifest/object-id';
import { listIn, mapIn } from '../tree/fields';
import { sourceKey, type TreeCluster, type TreeKustomization, type TreeObject } from '../tree/tree';
import { assumedInstallation } from './assumed-installation';
import type { ReadCluster } from './cluster-facts';
import { type AssumedVersions, readVersions } from './read-versions';

/** What is told of a cluster besides what the tree holds. */
export interface ClusterReading extends AssumedVersions {
  /** Text of a file of the repo; undefined where it may not be read. */
  readonly read: (path: string) => string | undefined;
  /** The day by which acknowledgements end, `2027-03-01`. */
  readonly today?: string | undefined;
  /** Whether the Flux of another cluster applies to it: charts that it installs there are not among the objects. */
  readonly isRemote?: boolean;
}

/** A cluster of a repo, as the rules are told of it. */
export function readCluster(
  tree: TreeCluster,
  { read, today, isRemote = false, ...versions }: ClusterReading,
): ReadCluster {
  const objects = tree.objects.map(indexed);
  const appliedBy = new Map(objects.map((object, at) => [object, tree.objects[at]?.kustomization]));
  const kustomizations = new Map(tree.kustomizations.map((kustomization) => [kustomization.key, kustomization]));
  const manifests = objects.map(({ manifest }) => manifest);
  const installation = assumedInstallation(tree, read);
  // What bootstrap has yet to write may be of any version, and have more controllers.
  const instances = installation.map(({ manifest }) => manifest).filter(({ kind }) => kind === 'FluxInstance');
  return {
    cluster: readVersions(tree.name, [...instances, ...manifests], versions),
    objects,
    hubSources: new Set([tree.hub, ...tree.kustomizations.filter(isOnRepo).map(({ source }) => source)].map(sourceKey)),
    appliedBy: (object) => appliedBy.get(object),
    // The reading itself says which folders are missing.
    hasFolder: () => true,
    substitutionOf: ({ manifest: { metadata } }) =>
      kustomizations.get(`${metadata.namespace}/${metadata.name}`)?.substitution,
    externals: new Set([...outside(tree, manifests), ...(isRemote ? manifests.map(definitionOf) : [])].map(keyOf)),
    installation: installation.length === 0 ? undefined : installation,
    today,
  };
}

function indexed({ manifest, file, line, unknownVariables }: TreeObject): IndexedObject {
  const origin = file === undefined || line === undefined ? undefined : { file, line };
  return { manifest: asServed(manifest), file: file ?? '', origin: () => origin, unknownVariables };
}

/**
 * Flux drops what SOPS notes when it decrypts. The API server drops the namespace of what lives in none: kustomize adds
 * one where it does not know the kind.
 */
function asServed(manifest: Manifest): Manifest {
  const { sops, ...rest } = manifest as Manifest & { readonly sops?: unknown };
  const plain: Manifest = sops === undefined ? manifest : rest;
  const { namespace, ...metadata } = plain.metadata;
  if (namespace === undefined || scopeOf(plain.apiVersion, plain.kind) !== 'Cluster') return plain;
  return { ...plain, metadata };
}

function isOnRepo({ state }: TreeKustomization): boolean {
  return state === 'built' || state === 'failed';
}

/**
 * What is on the cluster though the repo does not hold it: what bootstrap and generators create; Secrets and ConfigMaps,
 * which people and other tools do; and anything at all where some of what Flux applies is not known.
 */
function outside({ hub, kustomizations }: TreeCluster, manifests: readonly Manifest[]): ObjectId[] {
  const hubSource = { group: sourceGroup, kind: hub.kind, namespace: hub.namespace, name: hub.name };
  const isKnown = kustomizations.every(({ state }) => state === 'built') && !manifests.some(makesObjects);
  const named = manifests.flatMap(namedBy);
  const elsewhere = named.filter((id) => !isKnown || isMadeElsewhere(id, hub.namespace));
  return [hubSource, ...elsewhere, ...manifests.flatMap(artifactsOf)];
}

/** What an object refers to and waits for; nothing where its shape is refused, which a rule says. */
function namedBy(manifest: Manifest): ObjectId[] {
  try {
    return [...referencesOf(manifest).map(({ to }) => to), ...dependenciesOf(manifest)];
  } catch {
    return [];
  }
}

const sourceGroup = 'source.toolkit.fluxcd.io';

/** Whether an object makes others of any kind and name, as flux-operator's templates do. */
function makesObjects({ apiVersion, kind }: Manifest): boolean {
  return kind === 'ResourceSet' && apiVersion.startsWith('fluxcd.controlplane.io/');
}

function isMadeElsewhere({ kind, namespace }: ObjectId, fluxNamespace: string): boolean {
  return kind === 'Secret' || kind === 'ConfigMap' || (kind === 'ServiceAccount' && namespace === fluxNamespace);
}

/** The CustomResourceDefinition of an object's kind; only its group counts. */
function definitionOf({ apiVersion, kind }: Manifest): ObjectId {
  const name = `${kind.toLowerCase()}.${groupOf(apiVersion)}`;
  return { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name };
}

/** @see https://fluxcd.io/flux/components/source/artifactgenerators/ */
function artifactsOf({ apiVersion, kind, metadata, spec }: Manifest): ObjectId[] {
  if (kind !== 'ArtifactGenerator' || !apiVersion.startsWith('source.extensions.fluxcd.io/')) return [];
  return listIn(mapIn(spec).artifacts).map((artifact) => ({
    group: sourceGroup,
    kind: 'ExternalArtifact',
    namespace: metadata.namespace,
    name: String(mapIn(artifact).name),
  }));
}
