import { groupBy } from '../manifest/group-by';
import { folderOf } from '../tree/path';
import type { AlsoOwned } from './also-owned';
import type { Holding } from './holding';
import { patternOf } from './line';

/**
 * The folders that somebody has alone: as one pattern with `*` for the cluster where it matches no folder of anybody else, and
 * else one by one. A folder that others share is left to the hub's owners.
 */
export function folderLines(holdings: readonly Holding[]): AlsoOwned[] {
  const holders = holdersByFolder(holdings);
  const places = holdings.filter(({ also }) => also.length > 0).flatMap((holding) => placeOf(holding, holders));
  const matched = holdersByPattern(new Set(places.map(({ starred }) => starred)), holders);
  const alike = groupBy(places, ({ starred, who }) => `${who}\n${starred}`);
  return [...alike.values()].flatMap((group) => {
    const [{ starred, also }] = group;
    const isExact = matched.get(starred)?.size === 1;
    const paths = isExact ? [starred] : [...new Set(group.map(({ folder }) => folder))];
    return paths.map((path) => ({ pattern: `${patternOf(path)}/`, also }));
  });
}

/** Stands for all who share a folder. */
const several = '';

/** Who alone has files in each folder, at any depth. */
function holdersByFolder(holdings: readonly Holding[]): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const { folder, who } of holdings)
    for (let at = folder; at !== ''; at = folderOf(at)) {
      const known = holders.get(at);
      if (known === who || known === several) break; // and so have all folders above it
      holders.set(at, known === undefined ? who : several);
    }
  return holders;
}

interface Place extends Pick<Holding, 'also' | 'who'> {
  readonly folder: string;
  /** With `*` for the cluster. */
  readonly starred: string;
}

/** The folder named like the holder if it has all of that, and else the one that its files are in. */
function placeOf({ cluster, folder, name, also, who }: Holding, holders: ReadonlyMap<string, string>): Place[] {
  const own = [namedFolder(folder, name), folder].find((each) => holders.get(each) === who);
  return own === undefined ? [] : [{ folder: own, starred: starCluster(own, cluster), also, who }];
}

function namedFolder(folder: string, name: string): string {
  const parts = folder.split('/');
  const at = parts.lastIndexOf(name);
  return at > 0 ? parts.slice(0, at + 1).join('/') : folder;
}

/** Not of a folder that is named like the cluster: beside it may be anything. */
function starCluster(folder: string, cluster: string): string {
  const parts = folder.split('/');
  const at = parts.indexOf(cluster, 1);
  return at > 0 && at < parts.length - 1 ? starAt(parts, at) : folder;
}

/** Whose folders each pattern matches. */
function holdersByPattern(
  patterns: ReadonlySet<string>,
  holders: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const matched = new Map([...patterns].map((pattern) => [pattern, new Set<string>()]));
  for (const [folder, who] of holders) for (const pattern of patternsFor(folder)) matched.get(pattern)?.add(who);
  return matched;
}

/** Every pattern with one `*`, or none, that matches a folder. */
function patternsFor(folder: string): string[] {
  const parts = folder.split('/');
  return [folder, ...parts.slice(1, -1).map((_, index) => starAt(parts, index + 1))];
}

function starAt(parts: readonly string[], at: number): string {
  return parts.with(at, '*').join('/');
}
