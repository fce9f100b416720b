import type { ClusterContract, Contract } from '../../lib/contract/contract';
import { contractFiles, partText } from '../../lib/contract/contract-files';
import { contractHash, partHash } from '../../lib/contract/contract-hash';

/** A contract of some clusters, by `<environment>/<cluster>`, with the hashes that it then has. */
export function contractWith(tenant: string, parts: Readonly<Record<string, ClusterContract>>): Contract {
  const environments: Record<string, Record<string, ClusterContract>> = {};
  for (const [name, part] of Object.entries(parts)) {
    const [environment = '', cluster = ''] = name.split('/');
    environments[environment] = { ...environments[environment], [cluster]: { ...part, hash: partHash(part) } };
  }
  const hashes = Object.entries(environments).map(([environment, clusters]) => [
    environment,
    Object.fromEntries(Object.entries(clusters).map(([cluster, { hash }]) => [cluster, hash])),
  ]);
  return { version: 1, tenant, hash: contractHash(tenant, Object.fromEntries(hashes)), environments };
}

/** The one cluster of a contract. */
export function partOf({ environments }: Contract): ClusterContract {
  const [clusters = {}] = Object.values(environments);
  const [part] = Object.values(clusters);
  if (part === undefined) throw new Error('the contract has no cluster');
  return part;
}

/** A contract as the hub writes it for the root of a spoke, by path. */
export function filesOf({ tenant, environments }: Contract): Record<'contract.json' | 'contract.ts', string> {
  const parts = Object.entries(environments).flatMap(([environment, clusters]) =>
    Object.entries(clusters).map(([cluster, part]) => ({ environment, cluster, ...partText(part) })),
  );
  const [json, ts] = contractFiles(tenant, parts);
  return { 'contract.json': json?.text ?? '', 'contract.ts': ts?.text ?? '' };
}
