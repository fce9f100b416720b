import type { AppContract, ClusterContract, Contract } from '../contract/contract';
import { groupBy } from '../manifest/group-by';

/** Where a folder is applied. */
export interface Place {
  readonly environment: string;
  readonly cluster: string;
  /** What the tenant has there. */
  readonly part: ClusterContract;
  /** What applies the folder there. */
  readonly app: AppContract;
}

/** Where an app is applied, in the environments asked for. @param environments all, where none is named */
export function placesOf(contract: Contract, app: string, environments?: readonly string[]): Place[] {
  return Object.entries(contract.environments)
    .filter(([environment]) => environments === undefined || environments.includes(environment))
    .flatMap(([environment, clusters]) =>
      Object.entries(clusters).flatMap(([cluster, part]) => {
        const found = part.apps[app];
        return found ? [{ environment, cluster, part, app: found }] : [];
      }),
    );
}

/** Places by the folder that is applied there, in the order given. */
export function byPath(places: readonly Place[]): ReadonlyMap<string, readonly [Place, ...Place[]]> {
  return groupBy(places, ({ app }) => app.path);
}
