import type { Finding } from '../manifest/finding';
import { sha256 } from '../stage/hash';
import { parseAs, type Shape } from '../stage/shape';
import type { DeployTree } from './deploy-tree';
import { type Inventory, inventoryFolder, inventoryPath, inventoryShape } from './inventory';
import { type Journal, journalPath, journalShape } from './journal';
import { obstacleProblem } from './obstacle-problem';
import { problem } from './problem';

/** What is known of a cluster in the rendered tree. */
export interface Published {
  readonly cluster: string;
  readonly environment: string;
  /** Undefined where a first publish was stopped before its end. */
  readonly inventory?: Inventory;
  /** Hash of the inventory's file. */
  readonly inventoryHash?: string;
  /** There where a publish was stopped. */
  readonly journal?: Journal;
  /** Hash of the journal's file. */
  readonly journalHash?: string;
  /** Every file that was published, or was about to be, by path. */
  readonly files: ReadonlyMap<string, PublishedFile>;
}

/** A file that was published, or was about to be. */
export interface PublishedFile {
  /** Key of the owner; undefined for a list, which several owners share. */
  readonly owner: string | undefined;
  /** Hashes of what we wrote there, or were about to. */
  readonly hashes: readonly string[];
  /** Whether the inventory lists it. */
  readonly listed: boolean;
}

/**
 * Reads all inventories and journals, by cluster.
 *
 * Problems: `publish/inventory` where one is not what we write, `publish/link` where one is a link.
 */
export function readPublished(tree: DeployTree): { published: Map<string, Published>; problems: Finding[] } {
  const published = new Map<string, Published>();
  const problems: Finding[] = [];
  const blocked = tree.obstacle(`${inventoryFolder}/x`);
  if (blocked !== undefined) problems.push(obstacleProblem(tree, blocked));

  const names = [...tree.entries(inventoryFolder).keys()].filter((name) => /^[^.].*\.(json|next)$/.test(name));
  for (const cluster of [...new Set(names.map((name) => name.slice(0, -'.json'.length)))].sort()) {
    const inventory = readRecord(tree, inventoryPath(cluster), cluster, inventoryShape, problems);
    const journal = readRecord(tree, journalPath(cluster), cluster, journalShape, problems);
    const environment = inventory?.value.environment ?? journal?.value.environment;
    if (environment === undefined) continue;
    published.set(cluster, {
      cluster,
      environment,
      ...(inventory && { inventory: inventory.value, inventoryHash: inventory.hash }),
      ...(journal && { journal: journal.value, journalHash: journal.hash }),
      files: publishedFiles(inventory?.value, journal?.value),
    });
  }
  return { published, problems };
}

function readRecord<T extends { readonly cluster: string }>(
  tree: DeployTree,
  path: string,
  cluster: string,
  shape: Shape<T>,
  problems: Finding[],
): { readonly value: T; readonly hash: string } | undefined {
  const obstacle = tree.obstacle(path);
  if (obstacle !== undefined) problems.push(obstacleProblem(tree, obstacle, cluster));
  const text = tree.read(path);
  if (text === undefined) return undefined;
  const parsed = parseAs(shape, text);
  if ('value' in parsed && parsed.value.cluster === cluster) return { value: parsed.value, hash: sha256(text) };
  const wrong = 'wrong' in parsed ? parsed.wrong : `is of cluster ${parsed.value.cluster}`;
  const fix = `Restore it from Git, or delete it: publish then takes over the files that are as rendered and names the others.`;
  problems.push(problem('inventory', `${tree.show(path)}: ${wrong}.`, fix, cluster));
  return undefined;
}

function publishedFiles(inventory: Inventory | undefined, journal: Journal | undefined): Map<string, PublishedFile> {
  const files = new Map<string, PublishedFile>();
  for (const { path, owner, sha256 } of inventory?.files ?? [])
    files.set(path, { owner, hashes: [sha256], listed: true });
  for (const { path, sha256 } of inventory?.lists ?? []) {
    files.set(path, { owner: undefined, hashes: [sha256], listed: true });
  }
  for (const { path, owner, sha256 } of journal?.files ?? []) {
    const listed = files.get(path);
    files.set(path, {
      owner: listed === undefined ? owner : listed.owner,
      hashes: [...(listed?.hashes ?? []), ...sha256],
      listed: listed !== undefined,
    });
  }
  return files;
}
