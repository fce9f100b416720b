import type { Finding } from '../manifest/finding';
import { clusterKey } from '../stage/owner-key';
import type { StagedCluster, StagedList } from '../stage/stage';
import type { DeployTree } from './deploy-tree';
import type { Inventory } from './inventory';
import { enumerate, problem } from './problem';

/**
 * What some owners need, of others that are not published along, and that is not in the rendered tree as it was rendered:
 * files of the cluster and of the owners they depend on, directly or not. The files of `flux bootstrap` are not compared.
 *
 * Problems: `publish/needs`, naming every such file.
 */
export function unmetNeeds(
  staged: StagedCluster,
  before: Inventory,
  owners: ReadonlySet<string>,
  tree: DeployTree,
): Finding[] {
  const needed = neededOwners(staged, owners);
  const stagedPaths = new Set(staged.files.map(({ path }) => path));
  const bootstrapFiles = new Set(staged.bootstrapFiles);
  const files = [
    ...staged.files.filter(({ path, owner, sha256 }) => needed.has(owner) && tree.hash(path) !== sha256),
    ...before.files.filter(
      ({ path, owner }) => needed.has(owner) && !stagedPaths.has(path) && !bootstrapFiles.has(path),
    ),
  ].map(({ path, owner }) => `${tree.show(path)} (${owner})`);
  const all = [
    ...new Set([...files, ...differentLists(staged.lists, before.lists, needed).map((path) => tree.show(path))]),
  ];
  if (all.length === 0) return [];
  const message = `${[...owners].sort().join(', ')} needs what is not published as rendered: ${enumerate(all.sort())}.`;
  return [problem('needs', message, `Publish the cluster first: --cluster ${staged.cluster}.`, staged.cluster)];
}

/** The cluster itself and all that the owners depend on, without themselves. */
function neededOwners(staged: StagedCluster, owners: ReadonlySet<string>): Set<string> {
  const needs = new Map(staged.owners.map(({ key, needs }) => [key, needs]));
  const found = new Set([clusterKey, ...owners]);
  for (const key of found) for (const need of needs.get(key) ?? []) found.add(need); // a set grows while it is walked
  for (const owner of owners) found.delete(owner);
  return found;
}

/** Lists in which the owners' members differ; those of other tenants may. */
function differentLists(
  rendered: readonly StagedList[],
  listed: readonly StagedList[],
  owners: ReadonlySet<string>,
): string[] {
  const is = membersByPath(rendered, owners);
  const was = membersByPath(listed, owners);
  return [...new Set([...is.keys(), ...was.keys()])].filter((path) => is.get(path) !== was.get(path));
}

function membersByPath(lists: readonly StagedList[], owners: ReadonlySet<string>): Map<string, string> {
  const members = lists.map(({ path, members }): [string, string] => {
    const resources = members.filter(({ owner }) => owners.has(owner)).map(({ resource }) => resource);
    return [path, resources.sort().join('\n')];
  });
  return new Map(members.filter(([, resources]) => resources !== ''));
}
