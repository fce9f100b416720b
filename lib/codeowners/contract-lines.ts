import { contractPaths } from '../contract/contract-files';
import { groupBy } from '../manifest/group-by';
import { deployFolder } from '../stage/deploy-folder';
import { tenantOf } from '../stage/owner-key';
import type { StagedCluster } from '../stage/stage';
import { type AlsoOwned, besides } from './also-owned';
import { patternOf } from './line';

/** That a tenant has a contract, of a cluster. */
export interface ContractHolding {
  readonly tenant: string;
  /** Who answers for it there besides the hub's owners. */
  readonly also: readonly string[];
}

/** The contracts that speak of a cluster. */
export function contractsOf({ contracts, owners }: StagedCluster, hub: ReadonlySet<string>): ContractHolding[] {
  const ownersOf = new Map(owners.map(({ key, owners: own }) => [key, own]));
  return contracts.map(({ owner }) => ({
    tenant: tenantOf(owner) ?? owner,
    also: besides(hub, ownersOf.get(owner) ?? []),
  }));
}

/** The files of each contract, which is about all clusters: of whoever answers for the tenant on any of them. */
export function contractLines(holdings: readonly ContractHolding[]): AlsoOwned[] {
  return [...groupBy(holdings, ({ tenant }) => tenant)].flatMap(([tenant, group]) => {
    const also = [...new Set(group.flatMap((holding) => holding.also))];
    if (also.length === 0) return [];
    return contractPaths(tenant).map((path) => ({ pattern: patternOf(`${deployFolder}/${path}`), also }));
  });
}
