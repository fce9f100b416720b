import { compareText } from '../manifest/compare-text';
import type { Finding } from '../manifest/finding';
import { sha256 } from '../stage/hash';
import { listFile } from '../stage/list-file';
import type { RenderedFile, StagedCluster, StagedContract, StagedList } from '../stage/stage';
import { type Inventory, type InventoryList, inventoryFormat } from './inventory';
import { byPath } from './path';
import { problem } from './problem';
import type { Published } from './published';

/** What a cluster's part of the rendered tree shall be. */
export interface Target {
  readonly cluster: string;
  readonly environment: string;
  /** Objects rendered for what is selected. */
  readonly objects: number;
  /** Its inventory after the publish; undefined where the cluster is removed. */
  readonly inventory: Inventory | undefined;
  /** Files to bring about: those of the selection. */
  readonly files: readonly TargetFile[];
  /** Files of `flux bootstrap`, to make where absent. */
  readonly bootstrapFiles: readonly string[];
  /** Every path that the publish may touch: the files above, and those that were published for the selection before. */
  readonly scope: ReadonlySet<string>;
}

/** A file to bring about. */
export interface TargetFile {
  readonly path: string;
  readonly sha256: string;
  /** Key of the owner. @default - a list, which several owners share */
  readonly owner?: string;
  /** The content of a list; undefined where the stage holds it. */
  readonly text?: string;
}

/** All of a cluster, as it was rendered. */
export function wholeCluster(staged: StagedCluster, published: Published | undefined): Target {
  const lists = staged.lists.map(describeList).sort(byPath);
  const files = [...staged.files, ...lists.map(listTarget)];
  const { cluster, environment, bootstrapFiles } = staged;
  return {
    cluster,
    environment,
    objects: objectsIn(staged.files),
    inventory: {
      format: inventoryFormat,
      cluster,
      environment,
      bootstrapFiles: [...bootstrapFiles].sort(),
      files: [...staged.files].sort(byPath),
      lists,
      contracts: byOwner(staged.contracts),
    },
    files,
    bootstrapFiles,
    scope: new Set([...(published?.files.keys() ?? []), ...files.map(({ path }) => path)]),
  };
}

/** Nothing of a cluster. */
export function removedCluster({ cluster, environment, files }: Published): Target {
  const scope = new Set(files.keys());
  return { cluster, environment, objects: 0, inventory: undefined, files: [], bootstrapFiles: [], scope };
}

/**
 * The cluster as it was published, with the files of some owners as they were rendered, and their members in its lists.
 *
 * Problems: `publish/not-published`.
 */
export function ownersOfCluster(
  staged: StagedCluster,
  published: Published | undefined,
  owners: ReadonlySet<string>,
): Target | Finding[] {
  const { cluster } = staged;
  const before = published?.inventory;
  if (published === undefined || before === undefined) {
    const message = `${cluster} has not been published as a whole yet, so ${[...owners].join(', ')} has nothing to stand on.`;
    return [problem('not-published', message, `Publish the cluster first: --cluster ${cluster}.`, cluster)];
  }
  const mine = staged.files.filter(({ owner }) => owners.has(owner));
  const stagedPaths = new Set(staged.files.map(({ path }) => path));
  const minePaths = new Set(mine.map(({ path }) => path));
  // a file that went over to another owner, who is not selected, stays as it is until that one is published
  const isGone = (path: string, owner: string | undefined) =>
    owner !== undefined && owners.has(owner) && !stagedPaths.has(path);
  const others = before.files.filter(({ path, owner }) => !minePaths.has(path) && !isGone(path, owner));
  const gone = [...published.files].filter(([path, { owner }]) => isGone(path, owner)).map(([path]) => path);

  const { lists, touched } = rebuildLists(staged, before, owners);
  const files = [...mine, ...lists.filter(({ path }) => touched.has(path)).map(listTarget)];
  return {
    cluster,
    environment: before.environment,
    objects: objectsIn(mine),
    inventory: {
      ...before,
      files: [...others, ...mine].sort(byPath),
      lists,
      contracts: byOwner([
        ...(before.contracts ?? []).filter(({ owner }) => !owners.has(owner)),
        ...staged.contracts.filter(({ owner }) => owners.has(owner)),
      ]),
    },
    files,
    bootstrapFiles: [],
    scope: new Set([...minePaths, ...gone, ...touched]),
  };
}

/** Lists as they were published, with the members of some owners as they were rendered. One that is rendered stays, if empty. */
function rebuildLists(staged: StagedCluster, before: Inventory, owners: ReadonlySet<string>) {
  const rendered = new Map(staged.lists.map((list) => [list.path, list]));
  const listed = new Map(before.lists.map((list) => [list.path, list]));
  const lists: InventoryList[] = [];
  const touched = new Set<string>();
  for (const path of [...new Set([...rendered.keys(), ...listed.keys()])].sort()) {
    const was = listed.get(path);
    const is = rendered.get(path);
    const isMine = ({ owner }: { readonly owner: string }) => owners.has(owner);
    if (!was?.members.some(isMine) && !is?.members.some(isMine)) {
      if (was !== undefined) lists.push(was);
      continue;
    }
    touched.add(path);
    const kept = was?.members.filter((member) => !isMine(member)) ?? [];
    const members = new Map([...kept, ...(is?.members.filter(isMine) ?? [])].map((each) => [each.resource, each]));
    if (members.size === 0 && is === undefined) continue;
    const sorted = [...members.values()].sort((a, b) => compareText(a.resource, b.resource));
    lists.push(describeList({ path, header: was?.header ?? is?.header ?? '', members: sorted }));
  }
  return { lists, touched };
}

function objectsIn(files: readonly RenderedFile[]): number {
  return files.reduce((sum, { objects }) => sum + objects.length, 0);
}

function byOwner(contracts: readonly StagedContract[]): StagedContract[] {
  return [...contracts].sort((a, b) => compareText(a.owner, b.owner));
}

function describeList(list: StagedList): InventoryList {
  return { ...list, sha256: sha256(textOf(list)) };
}

function listTarget(list: InventoryList): TargetFile {
  return { path: list.path, sha256: list.sha256, text: textOf(list) };
}

function textOf({ header, members }: StagedList): string {
  const resources = members.map(({ resource }) => resource);
  return listFile(header, resources);
}
