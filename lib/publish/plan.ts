import type { Finding } from '../manifest/finding';
import { sha256 } from '../stage/hash';
import { folderOf } from '../tree/path';
import type { Claims } from './claims';
import type { DeployTree, Obstacle } from './deploy-tree';
import { editedProblems } from './edited-problems';
import type { Folders } from './folders';
import { inventoryFormat, inventoryPath, inventoryText } from './inventory';
import { journalPath, journalText, noteWrites } from './journal';
import { obstacleProblem } from './obstacle-problem';
import type { Published } from './published';
import type { Target, TargetFile } from './target';
import { tempOf } from './temp-file';

/** What is to be done for a cluster, in the order of the fields. */
export interface ClusterPlan {
  readonly cluster: string;
  /** Temp files that a stopped publish left behind, to delete. */
  readonly leftovers: readonly string[];
  /** Text of the journal to write first; undefined where it is right, or nothing is written. */
  readonly journal: string | undefined;
  /** Files of `flux bootstrap` to make. */
  readonly placeholders: readonly string[];
  readonly writes: readonly PlannedWrite[];
  readonly deletes: readonly string[];
  /** Folders that lose their last file of ours, to remove where nothing else is in them; the innermost first. */
  readonly emptied: readonly string[];
  /** Text of the inventory to write, or its deletion; undefined where it is right. */
  readonly inventory: string | 'delete' | undefined;
  /** Text of what remains noted for parts of the cluster that were not selected, or the journal's deletion. */
  readonly journalAfter: string | 'delete' | undefined;
  /** How many files are as rendered. */
  readonly unchanged: number;
  /** Rendered files that a person edited; they are in nothing above. */
  readonly edited: readonly string[];
  /** `publish/edited`, `publish/link`, `publish/in-the-way`. */
  readonly problems: readonly Finding[];
}

/** A file to write. */
export interface PlannedWrite extends TargetFile {
  /** Whether it was published before and is missing. */
  readonly restored: boolean;
}

/** What a plan must know beyond its cluster. */
export interface Surroundings {
  readonly tree: DeployTree;
  readonly claims: Claims;
  /** Folders of all claimed files. */
  readonly folders: Folders;
  /** Whether we wrote these bytes at this path for some cluster: a file may go over from one to another. */
  readonly isOurs: (path: string, hash: string) => boolean;
  /** Whether a path is claimed, was published, or holds our own records. */
  readonly isKnown: (path: string) => boolean;
  readonly overwriteEdited: boolean;
}

/** Compares what a cluster's part of the rendered tree is with what it shall be. Reads, and writes nothing. */
export function planCluster(target: Target, published: Published | undefined, around: Surroundings): ClusterPlan {
  const { tree, claims } = around;
  const obstacles = new Map<string, Obstacle>();
  const edited: string[] = [];
  const writes: PlannedWrite[] = [];
  let unchanged = 0;

  const isOurs = (path: string, hash: string) =>
    published?.files.get(path)?.hashes.includes(hash) || around.isOurs(path, hash);

  const look = (path: string, wanted?: string): 'absent' | 'as wanted' | 'replaceable' | 'refused' => {
    const obstacle = tree.obstacle(path);
    if (obstacle !== undefined) {
      obstacles.set(obstacle.path, obstacle);
      return 'refused';
    }
    const found = tree.hash(path);
    if (found === undefined) return 'absent';
    if (found === wanted) return 'as wanted';
    if (isOurs(path, found) || around.overwriteEdited) return 'replaceable';
    edited.push(path);
    return 'refused';
  };

  for (const file of target.files) {
    const found = look(file.path, file.sha256);
    if (found === 'as wanted') unchanged++;
    if (found === 'replaceable') writes.push({ ...file, restored: false });
    if (found === 'absent') writes.push({ ...file, restored: published?.files.get(file.path)?.listed === true });
  }
  const gone = [...target.scope].filter((path) => !claims.has(path)).sort();
  const deletes = gone.filter((path) => look(path) === 'replaceable');

  const placeholders = target.bootstrapFiles.filter((path) => {
    const obstacle = tree.obstacle(path);
    if (obstacle !== undefined) obstacles.set(obstacle.path, obstacle);
    return obstacle === undefined && tree.kind(path) === undefined;
  });
  const records = [inventoryPath(target.cluster), journalPath(target.cluster)];
  for (const path of [...writes.map((file) => file.path), ...placeholders, ...records].map(tempOf)) {
    const kind = tree.kind(path);
    if (kind === 'folder' || kind === 'other') obstacles.set(path, { path, kind });
  }
  return {
    cluster: target.cluster,
    leftovers: leftoversOf([...target.scope, ...target.bootstrapFiles, ...records], tree),
    journal: journalBefore(target, published, writes),
    placeholders,
    writes,
    deletes,
    emptied: emptiedFolders(gone, around),
    inventory: nextInventory(target, published),
    journalAfter: journalAfter(target, published, writes.length > 0),
    unchanged,
    edited: edited.sort(),
    problems: [
      ...[...obstacles.values()].map((obstacle) => obstacleProblem(tree, obstacle, target.cluster)),
      ...editedProblems(edited, {
        tree,
        cluster: target.cluster,
        isOurs: (path, text) => isOurs(path, sha256(text)),
        instead: "Bring the change into the hub's TypeScript, then synth and publish",
      }),
    ],
  };
}

/** A publish that was stopped leaves temp files only beside files that it knew, and its journal names those. */
function leftoversOf(paths: readonly string[], tree: DeployTree): string[] {
  return paths.map(tempOf).filter((path) => tree.kind(path) === 'file' || tree.kind(path) === 'link');
}

function journalBefore(
  { cluster, environment }: Target,
  published: Published | undefined,
  writes: readonly PlannedWrite[],
): string | undefined {
  if (writes.length === 0) return undefined;
  const files = noteWrites(published?.journal?.files ?? [], writes);
  const text = journalText({ format: inventoryFormat, cluster, environment, files });
  return sha256(text) === published?.journalHash ? undefined : text;
}

function journalAfter(
  target: Target,
  published: Published | undefined,
  written: boolean,
): string | 'delete' | undefined {
  const journal = published?.journal;
  const rest = journal?.files.filter(({ path }) => !target.scope.has(path)) ?? [];
  if (journal !== undefined && rest.length > 0) {
    const text = journalText({ ...journal, files: rest });
    return !written && sha256(text) === published?.journalHash ? undefined : text;
  }
  return written || published?.journalHash !== undefined ? 'delete' : undefined;
}

function nextInventory(target: Target, published: Published | undefined): string | 'delete' | undefined {
  if (target.inventory === undefined) return published?.inventory === undefined ? undefined : 'delete';
  const text = inventoryText(target.inventory);
  return sha256(text) === published?.inventoryHash ? undefined : text;
}

function emptiedFolders(gone: readonly string[], { tree, folders }: Surroundings): string[] {
  const emptied = new Set<string>();
  for (const path of gone) {
    for (let folder = folderOf(path); !folders.has(folder) && !emptied.has(folder); folder = folderOf(folder)) {
      emptied.add(folder);
    }
  }
  return [...emptied]
    .filter((folder) => tree.kind(folder) === 'folder')
    .sort()
    .reverse();
}
