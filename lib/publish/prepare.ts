import { compareText } from '../manifest/compare-text';
import type { Finding } from '../manifest/finding';
import { readCluster, readCurrentFleet } from '../stage/read';
import type { StagedFleet } from '../stage/stage';
import { type Claims, claimPaths } from './claims';
import { type ContractsPlan, noContracts, planContracts } from './contracts';
import { DeployTree } from './deploy-tree';
import { type Folders, noFolders, noteFolders, shared } from './folders';
import { checkBootstrapped } from './gotk';
import { inventoryFolder, inventoryPath } from './inventory';
import { journalPath } from './journal';
import { keptObjects } from './kept-objects';
import { unmetNeeds } from './needs';
import { joinPath } from './path';
import { type ClusterPlan, planCluster, type Surroundings } from './plan';
import { enumerate } from './problem';
import { type Published, readPublished } from './published';
import type { PublishRequest } from './request';
import { type Selected, select } from './selection';
import { ownersOfCluster, removedCluster, type Target, wholeCluster } from './target';
import { targetOfTemp } from './temp-file';
import { unknownFiles } from './unknown';

/** Everything that is to be done, and what stands against it. */
export interface PublishPlan {
  readonly problems: readonly Finding[];
  /** Sorted by environment and name. */
  readonly clusters: readonly PlannedCluster[];
  readonly contracts: ContractsPlan;
  /** Temp files of inventories and journals that stopped publishes left behind of clusters that are not planned, to delete. */
  readonly leftovers: readonly string[];
  /** Files outside every cluster's folders that no inventory lists. */
  readonly unknown: readonly string[];
}

/** What is to be done for a cluster, and what was found there. */
export interface PlannedCluster {
  readonly target: Target;
  readonly plan: ClusterPlan;
  /** Files in the cluster's folders that no inventory lists. */
  readonly unknown: readonly string[];
}

/** Reads the stage and the rendered tree and plans the publish of a selection. Writes nothing. */
export function preparePublish(request: PublishRequest): PublishPlan {
  const read = readCurrentFleet(request);
  if ('problems' in read) return refused(read.problems);
  const fleet = read.value;

  const tree = new DeployTree(request.deploy);
  const { published, problems: unreadable } = readPublished(tree);
  if (unreadable.length > 0) return refused(unreadable);
  const selected = select(request.selection ?? {}, request.removeClusters ?? [], fleet, published);
  if (selected.problems.length > 0) return refused(selected.problems);

  const chosen = chooseTargets(request.stage, selected, published, tree);
  const { claims, problems: disputes } = claimPaths(chosen.targets, published);
  const contracts = planContracts(chosen.targets, published, tree, request.overwriteEdited ?? false);
  const around = surroundings(chosen.targets, published, claims, contracts, tree, request);
  const territories = territoriesOf(chosen.targets, selected, published, claims);
  const clusters = chosen.targets.map((target): PlannedCluster => {
    const plan = planCluster(target, published.get(target.cluster), around);
    return { target, plan, unknown: unknownFiles(tree, territories, target.cluster, around.isKnown) };
  });
  return {
    problems: [
      ...notRendered(fleet, selected, published),
      ...chosen.problems,
      ...disputes,
      ...clusters.flatMap(({ plan }) => [...plan.problems, ...keptObjects(plan, tree, request.stage)]),
      ...contracts.problems,
    ],
    clusters,
    contracts,
    leftovers: recordTemps(tree).filter((path) => !clusters.some(({ plan }) => plan.leftovers.includes(path))),
    unknown: selected.everything ? unknownFiles(tree, territories, shared, around.isKnown) : [],
  };
}

/** Clusters that are published and that a stage of a selection says nothing of. */
function notRendered(
  { complete, clusters }: StagedFleet,
  selected: Selected,
  published: ReadonlyMap<string, Published>,
): Finding[] {
  const rendered = new Set(clusters.map(({ name }) => name));
  const others = [...published.keys()].filter((name) => !rendered.has(name)).sort();
  if (complete || !selected.everything || others.length === 0) return [];
  return [
    {
      rule: 'publish/not-rendered',
      severity: 'warning',
      message: `Only a selection was rendered: nothing is said of ${enumerate(others)}.`,
      fix: 'Run synth for all clusters, or publish what was rendered by name.',
    },
  ];
}

function refused(problems: readonly Finding[]): PublishPlan {
  return { problems, clusters: [], contracts: noContracts, leftovers: [], unknown: [] };
}

/** What each selected cluster shall be; a cluster of which that cannot be said has a problem instead. */
function chooseTargets(
  stage: string,
  selected: Selected,
  published: ReadonlyMap<string, Published>,
  tree: DeployTree,
): { targets: Target[]; problems: Finding[] } {
  const targets = selected.remove.map(removedCluster);
  const problems: Finding[] = [];
  for (const record of selected.publish) {
    const read = readCluster(stage, record);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const staged = read.value;
    const before = published.get(record.name);
    problems.push(...checkBootstrapped(staged, tree));
    const target = selected.tenants ? ownersOfCluster(staged, before, selected.tenants) : wholeCluster(staged, before);
    if ('cluster' in target) targets.push(target);
    else problems.push(...target);
    if (selected.tenants && before?.inventory) {
      problems.push(...unmetNeeds(staged, before.inventory, selected.tenants, tree));
    }
  }
  return { targets: targets.sort(byEnvironmentAndName), problems };
}

function byEnvironmentAndName(a: Target, b: Target): number {
  return compareText(a.environment, b.environment) || compareText(a.cluster, b.cluster);
}

function surroundings(
  targets: readonly Target[],
  published: ReadonlyMap<string, Published>,
  claims: Claims,
  contracts: ContractsPlan,
  tree: DeployTree,
  { overwriteEdited = false }: PublishRequest,
): Surroundings {
  const folders = noFolders();
  for (const [path, cluster] of claims) noteFolders(folders, path, cluster);
  const before = [...published.values()];
  const records = [...published.keys(), ...targets.map(({ cluster }) => cluster)];
  const known = new Set([
    ...records.flatMap((cluster) => [inventoryPath(cluster), journalPath(cluster)]),
    ...contracts.paths,
    ...contracts.deletes,
    ...contracts.edited,
    ...[...contracts.leftovers, ...recordTemps(tree)].flatMap((path) => targetOfTemp(path) ?? []),
  ]);
  return {
    tree,
    claims,
    folders,
    overwriteEdited,
    isOurs: (path, hash) => before.some(({ files }) => files.get(path)?.hashes.includes(hash)),
    isKnown: (path) => claims.has(path) || known.has(path) || before.some(({ files }) => files.has(path)),
  };
}

/** The cluster may never have had more than such a file. */
function recordTemps(tree: DeployTree): string[] {
  const names = [...tree.entries(inventoryFolder)].flatMap(([name, kind]) => (kind === 'folder' ? [] : [name]));
  return names.map((name) => joinPath(inventoryFolder, name)).filter((path) => targetOfTemp(path) !== undefined);
}

/** The folders in which to look for unknown files: those that hold files of one cluster alone, of what is selected there. */
function territoriesOf(
  targets: readonly Target[],
  { tenants }: Selected,
  published: ReadonlyMap<string, Published>,
  claims: Claims,
): Folders {
  const territories = noFolders();
  const scopes = new Map(targets.map(({ cluster, scope }) => [cluster, scope]));
  const note = (path: string, cluster: string) => {
    const isSelected = tenants === undefined || scopes.get(cluster)?.has(path);
    noteFolders(territories, path, isSelected ? cluster : shared);
  };
  for (const [path, cluster] of claims) note(path, cluster);
  for (const { cluster } of targets) for (const path of published.get(cluster)?.files.keys() ?? []) note(path, cluster);
  return territories;
}
