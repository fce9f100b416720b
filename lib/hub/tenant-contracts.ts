import type { ClusterContract } from '../contract/contract';
import {
  type ContractFile,
  type ContractPart,
  contractFiles,
  type PartText,
  partText,
} from '../contract/contract-files';
import { tenantOf } from '../stage/owner-key';
import type { StagedCluster } from '../stage/stage';

/** What a tenant has on one cluster. */
export interface TenantPart extends PartText {
  readonly tenant: string;
}

/** What each tenant has on a cluster that was rendered. */
export function tenantParts({ contracts }: StagedCluster): TenantPart[] {
  return contracts.map(({ owner, part }) => ({
    tenant: tenantOf(owner) ?? owner,
    ...partText(part as ClusterContract),
  }));
}

/** Gathers what each tenant has on every cluster that was rendered, and makes the contracts of it. */
export class TenantContracts {
  private readonly parts = new Map<string, ContractPart[]>();
  /** Most clusters say the same of a tenant: the text is kept once. */
  private readonly texts = new Map<string, string>();

  add(
    { environment, cluster }: Pick<StagedCluster, 'environment' | 'cluster'>,
    { tenant, hash, text }: TenantPart,
  ): void {
    const known = this.texts.get(hash) ?? text;
    this.texts.set(hash, known);
    const part = { environment, cluster, hash, text: known };
    const parts = this.parts.get(tenant);
    if (parts) parts.push(part);
    else this.parts.set(tenant, [part]);
  }

  /** The files of all contracts, one after the other: together they may not fit in memory. */
  *files(): Generator<ContractFile> {
    for (const [tenant, parts] of this.parts) yield* contractFiles(tenant, parts);
  }
}
