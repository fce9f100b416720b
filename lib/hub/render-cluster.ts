import { statSync } from 'node:fs';
import { join } from 'node:path';
import { checkCluster } from '../checks/check-cluster';
import type { ClusterFacts } from '../checks/rule';
import { writingRules } from '../checks/rules';
import { fluxSystem, helmController, kustomizeController } from '../flux/names';
import type { Finding } from '../manifest/finding';
import { ManifestIndex } from '../manifest/manifest-index';
import { keyOf, type ObjectId } from '../manifest/object-id';
import type { HubContext } from '../object/cluster-context';
import { type Composition, report } from '../object/composition';
import type { Owner } from '../object/owner';
import { type StagedOwner, stageFormat } from '../stage/stage';
import type { Cluster } from './cluster';
import { type ClusterFiles, clusterFiles } from './cluster-files';
import { collect, override } from './collect';
import { composeCluster, problemFinding } from './compose-cluster';
import type { ClusterDefinition } from './environment';
import type { Layout } from './layout';
import { compareText } from './object-order';
import { clusterKey, type PlacedPart, type Placement, place } from './place';
import type { RenderedCluster } from './rendered';
import { readSealedFiles } from './sealed-files';
import { reportSharedNamespaces } from './shared-namespaces';
import { takenPaths } from './taken-paths';

/** How a cluster is rendered. */
export interface RenderSettings {
  readonly hub: HubContext;
  readonly layout: Layout;
  /** Whether sealed files are read, or taken for granted as in a test of a cluster that has no folder of them. */
  readonly sealedFiles: 'read' | 'assumed';
}

/** Composes, checks and renders one cluster in memory. Where there is an error, there are no files. */
export function renderCluster(definition: ClusterDefinition, settings: RenderSettings): RenderedCluster {
  const { hub, layout } = settings;
  const { name, environment } = definition;
  const { cluster, composition, thrown } = composeCluster(definition, hub);
  const placement = cluster && placeCluster(cluster, composition, settings);
  const facts = cluster && placement && factsOf(cluster, composition, placement, settings);
  const found = [
    ...thrown,
    ...composition.problems.map((problem) => problemFinding(problem, name, hub.root)),
    ...(facts ? checkCluster(facts) : []),
  ];
  const sound = facts && !found.some(({ severity }) => severity === 'error');
  const { files, faults } = sound
    ? write(cluster, layout, placement, facts)
    : { files: noFiles, faults: unwritten(facts) };
  const findings = [...found, ...faults];
  return {
    name,
    environment: environment.name,
    files: files.contents,
    objects: placement?.objects ?? [],
    findings,
    staged: {
      format: stageFormat,
      cluster: name,
      environment: environment.name,
      flux: { bootstrap: cluster?.bootstrap.type ?? 'cli', version: cluster?.flux.version ?? '' },
      bootstrapFiles: files.bootstrapFiles,
      owners: placement ? stagedOwners(placement.parts) : [],
      files: files.files,
      lists: files.lists,
      objects: files.objects,
    },
  };
}

const noFiles: ClusterFiles = { contents: new Map(), files: [], lists: [], objects: [], bootstrapFiles: [] };

function placeCluster(cluster: Cluster, composition: Composition, settings: RenderSettings): Placement {
  const collected = collect(cluster);
  const sealed = settings.sealedFiles === 'read' ? readSealedFiles(cluster, composition.sealed) : [];
  const placement = place(cluster, settings.layout, collected, sealed);
  for (const { path, first, again } of takenPaths(placement))
    report(cluster, {
      rule: 'hub/path-taken',
      message: `${first} and ${again} would both be written to ${settings.layout.root}/${path}.`,
      fix: 'Give one of them another name, or mend the layout.',
    });
  reportSharedNamespaces(placement.parts.map(({ owner }) => owner));
  const objects = override(placement.objects, cluster.overrides, ({ stack }, message) => {
    report(cluster, { rule: 'hub/override', message, fix: 'Correct the selection, the patch, or the number.', stack });
  });
  return { ...placement, objects };
}

/** The cluster's files; none where something cannot be written, which is then said. */
function write(cluster: Cluster, layout: Layout, placement: Placement, facts: ClusterFacts) {
  try {
    return { files: clusterFiles(cluster, layout, placement), faults: [] };
  } catch (error) {
    const faults = unwritten(facts);
    if (faults.length === 0) throw error;
    return { files: noFiles, faults };
  }
}

function unwritten(facts: ClusterFacts | undefined): Finding[] {
  return facts ? checkCluster(facts, writingRules) : [];
}

function factsOf(
  cluster: Cluster,
  composition: Composition,
  { objects, parts }: Placement,
  { hub, layout }: RenderSettings,
): ClusterFacts {
  const folders = new Set(parts.map(({ folder }) => `${layout.root}/${folder}`));
  const index = new ManifestIndex(objects);
  return {
    cluster,
    index,
    externals: new Set([...builtIn(cluster), ...declared(composition)].map(keyOf)),
    hubSources: new Set([
      `GitRepository/${fluxSystem}/${fluxSystem}`,
      ...index
        .ofKind('source.toolkit.fluxcd.io', 'GitRepository')
        .filter(({ manifest }) => (manifest.spec as { url?: string } | undefined)?.url === hub.repository)
        .map(({ manifest: { kind, metadata } }) => `${kind}/${metadata.namespace}/${metadata.name}`),
    ]),
    hasFolder: (path) => (path.startsWith(`${layout.root}/`) ? folders.has(path) : isFolder(join(hub.root, path))),
  };
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

/** What is declared to come from elsewhere. A sealed file that is missing has been reported where it is used. */
function declared({ externals, sealed }: Composition): ObjectId[] {
  return [
    ...externals.map(({ id }) => id),
    ...sealed.map(({ secret, namespace }) => ({ group: '', kind: 'Secret', namespace, name: secret.name })),
  ];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Who needs whom: read off the Flux Kustomizations that their own depend on. */
function stagedOwners(parts: readonly PlacedPart[]): StagedOwner[] {
  const ownerOf = new Map(parts.map(({ part, owner }) => [part.kustomization, owner.key]));
  const needs = new Map<Owner, Set<string>>();
  for (const { owner, part } of parts) {
    const needed = needs.get(owner) ?? new Set([clusterKey]);
    needs.set(owner, needed);
    for (const name of part.dependsOn) {
      const other = ownerOf.get(name);
      if (other !== undefined && other !== owner.key) needed.add(other);
    }
  }
  return [...needs]
    .map(([{ key, owners }, needed]) => ({ key, needs: [...needed].sort(), owners }))
    .sort((a, b) => compareText(a.key, b.key));
}
