import type { Finding } from '../manifest/finding';
import { enumerate, problem } from './problem';
import type { Published } from './published';
import type { Target } from './target';

/** Which cluster holds each path once the publish is done. */
export type Claims = ReadonlyMap<string, string>;

/**
 * Gives each path to its cluster: of those that are published now by what they shall be, of all others by what they are.
 *
 * Problems: `publish/two-clusters` where a cluster that is published now wants a path of another.
 */
export function claimPaths(
  targets: readonly Target[],
  published: ReadonlyMap<string, Published>,
): { claims: Claims; problems: Finding[] } {
  const claims = new Map<string, string>();
  const now = new Set(targets.map(({ cluster }) => cluster));
  for (const { cluster, inventory } of published.values()) {
    if (!now.has(cluster)) for (const path of pathsOf(inventory)) claims.set(path, cluster);
  }
  const disputed = new Map<string, string[]>();
  for (const { cluster, inventory } of targets) {
    for (const path of pathsOf(inventory)) {
      const other = claims.get(path) ?? cluster;
      const pair = `${cluster} and ${other}`;
      if (other === cluster) claims.set(path, cluster);
      else disputed.set(pair, [...(disputed.get(pair) ?? []), path]);
    }
  }
  const fix = 'Give each cluster paths of its own, and publish both at once where a file moves from one to the other.';
  const problems = [...disputed].map(([pair, paths]) =>
    problem('two-clusters', `${pair} both claim ${enumerate(paths)}.`, fix),
  );
  return { claims, problems };
}

function pathsOf(inventory: Target['inventory']): string[] {
  if (inventory === undefined) return [];
  return [...[...inventory.files, ...inventory.lists].map(({ path }) => path), ...inventory.bootstrapFiles];
}
