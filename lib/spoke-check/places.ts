import type { AppContract, ClusterContract, Contract } from '../contract/contract';

/** Clusters that give a tenant the very same: what is found on one of them is found on all. */
export interface Place {
  readonly contract: ClusterContract;
  /** Their names, as `<environment>/<cluster>`. */
  readonly clusters: readonly [string, ...string[]];
}

/** Where a contract holds, in its order. @param only names of clusters, with or without their environment; all where it is empty */
export function placesOf({ environments }: Contract, only: readonly string[] = []): Place[] {
  const places = new Map<string, { contract: ClusterContract; clusters: [string, ...string[]] }>();
  for (const [environment, clusters] of Object.entries(environments))
    for (const [cluster, contract] of Object.entries(clusters)) {
      const name = `${environment}/${cluster}`;
      if (only.length > 0 && !only.includes(name) && !only.includes(cluster)) continue;
      const same = places.get(contract.hash);
      if (same) same.clusters.push(name);
      else places.set(contract.hash, { contract, clusters: [name] });
    }
  return [...places.values()];
}

/** Every Flux source that a contract names, sorted. */
export function sourcesOf(places: readonly Place[]): string[] {
  const sources = places.flatMap(({ contract }) => Object.values(contract.apps).map(({ source }) => source));
  return [...new Set(sources)].sort();
}

/** The apps of a place that are applied from some sources, sorted by name. */
export function appsFrom(sources: readonly string[], { contract }: Place): readonly (readonly [string, AppContract])[] {
  const apps = Object.entries(contract.apps).filter(([, { source }]) => sources.includes(source));
  return apps.sort(([a], [b]) => (a < b ? -1 : 1));
}
