import type { ClusterContract } from '../contract/contract';
import {
  type ContractPart,
  contractFiles,
  contractPaths,
  contractsFolder,
  isUnedited,
  partText,
} from '../contract/contract-files';
import type { Finding } from '../manifest/finding';
import { groupBy } from '../manifest/group-by';
import { tenantOf } from '../stage/owner-key';
import { nameOf } from '../tree/path';
import type { DeployTree, Obstacle } from './deploy-tree';
import { editedProblems, withLf } from './edited-problems';
import { obstacleProblem } from './obstacle-problem';
import { joinPath } from './path';
import type { Published } from './published';
import type { Target } from './target';
import { targetOfTemp, tempOf } from './temp-file';

/**
 * What is to be done for the tenants' contracts. A contract spans clusters, so it belongs to none: it is made of what the
 * inventories of all clusters hold once these are published, whatever was selected.
 */
export interface ContractsPlan {
  /** Every path that a contract has. */
  readonly paths: ReadonlySet<string>;
  /** Temp files that a stopped publish left behind, to delete. */
  readonly leftovers: readonly string[];
  readonly writes: readonly { readonly path: string; readonly text: string }[];
  /** Contracts of tenants that are on no cluster any more. */
  readonly deletes: readonly string[];
  /** Whether the last contract goes, and its folder with it. */
  readonly emptied: boolean;
  /** How many files are as they shall be. */
  readonly unchanged: number;
  /** Files that a person edited; they are in nothing above. */
  readonly edited: readonly string[];
  /** `publish/edited`, `publish/link`, `publish/in-the-way`. */
  readonly problems: readonly Finding[];
}

/** Nothing to do. */
export const noContracts: ContractsPlan = {
  paths: new Set(),
  leftovers: [],
  writes: [],
  deletes: [],
  emptied: false,
  unchanged: 0,
  edited: [],
  problems: [],
};

/** Compares the contracts that are with what they shall be. Reads, and writes nothing. */
export function planContracts(
  targets: readonly Target[],
  published: ReadonlyMap<string, Published>,
  tree: DeployTree,
  overwriteEdited: boolean,
): ContractsPlan {
  const wanted = new Map(
    [...partsOf(targets, published)]
      .flatMap(([tenant, parts]) => contractFiles(tenant, parts))
      .map(({ path, text }) => [path, text]),
  );
  const isThere = [...tree.entries(contractsFolder)].map(([name, kind]) => ({
    path: joinPath(contractsFolder, name),
    isFolder: kind === 'folder',
  }));
  const gone = isThere.map(({ path }) => path).filter((path) => mayBeContract(path) && !wanted.has(path));

  const obstacles = new Map<string, Obstacle>();
  const edited: string[] = [];
  const isReplaceable = (path: string) => {
    const obstacle = tree.obstacle(path);
    if (obstacle !== undefined) obstacles.set(obstacle.path, obstacle);
    const text = tree.read(path);
    if (text === undefined) return obstacle === undefined;
    if ((isUnedited({ path, text }) && text === withLf(text)) || overwriteEdited) return true;
    edited.push(path);
    return false;
  };
  const writes = [...wanted]
    .filter(([path, text]) => tree.read(path) !== text && isReplaceable(path))
    .map(([path, text]) => ({ path, text }));
  for (const path of writes.map((file) => tempOf(file.path))) {
    const kind = tree.kind(path);
    if (kind === 'folder' || kind === 'other') obstacles.set(path, { path, kind });
  }
  // what is no contract of ours there was never ours
  const listed = listedContracts(published);
  const isOurs = (path: string) => listed.has(path) || isUnedited({ path, text: tree.read(path) ?? '' });
  const deletes = gone.filter((path) => isOurs(path) && isReplaceable(path));
  // no inventory tells of a contract whose tenant is gone since
  const leftovers = isThere.flatMap(({ path, isFolder }) =>
    !isFolder && mayBeContract(targetOfTemp(path) ?? '') ? [path] : [],
  );
  const goes = new Set([...deletes, ...leftovers]);
  return {
    paths: new Set(wanted.keys()),
    leftovers,
    writes,
    deletes,
    // also where a stopped publish had deleted the last contract
    emptied: wanted.size === 0 && tree.kind(contractsFolder) === 'folder' && isThere.length === goes.size,
    unchanged: [...wanted].filter(([path, text]) => tree.read(path) === text).length,
    edited,
    problems: [
      ...[...obstacles.values()].map((obstacle) => obstacleProblem(tree, obstacle)),
      ...editedProblems(edited, {
        tree,
        isOurs: (path, text) => isUnedited({ path, text }),
        instead: 'A contract says what the hub gives: change that in its TypeScript, then synth and publish',
      }),
    ],
  };
}

function mayBeContract(path: string): boolean {
  return /^[^.].*\.(?:json|ts)$/.test(nameOf(path));
}

/** Every contract that inventories have parts of: also one that was edited beyond recognition is ours. */
function listedContracts(published: ReadonlyMap<string, Published>): ReadonlySet<string> {
  const parts = [...published.values()].flatMap(({ inventory }) => inventory?.contracts ?? []);
  return new Set(parts.flatMap(({ owner }) => contractPaths(tenantOf(owner) ?? owner)));
}

/** What every tenant has on each cluster once the targets are reached. */
function partsOf(
  targets: readonly Target[],
  published: ReadonlyMap<string, Published>,
): ReadonlyMap<string, readonly ContractPart[]> {
  const now = new Set(targets.map(({ cluster }) => cluster));
  const others = [...published.values()].filter(({ cluster }) => !now.has(cluster));
  const parts = [...others, ...targets].flatMap(({ cluster, environment, inventory }) =>
    (inventory?.contracts ?? []).map(({ owner, part }) => ({
      tenant: tenantOf(owner) ?? owner,
      environment,
      cluster,
      ...partText(part as ClusterContract),
    })),
  );
  return groupBy(parts, ({ tenant }) => tenant);
}
