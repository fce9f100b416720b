import { readFileSync } from 'node:fs';
import { type Contract, contractVersion } from './contract';
import { contractIn } from './contract-files';
import { isTrueToItsHash } from './contract-hash';

/** A contract, or why a file holds none, as a sentence. */
export type ContractReading = { readonly contract: Contract } | { readonly problem: string };

/** Reads a contract from either of its files. Never throws. @param shown how a problem names the file */
export function readContract(file: string, shown = file): ContractReading {
  const contract = contractAt(file);
  if (contract === undefined)
    return { problem: `${shown} is no contract: take the .json or .ts file that the hub writes to deploy/contracts/.` };
  if (contract.version !== contractVersion)
    return {
      problem: `${shown} is of format ${contract.version}, and this cdk8s-flux-hub reads format ${contractVersion}: use the release that the hub uses.`,
    };
  if (!isTrueToItsHash(contract))
    return { problem: `${shown} was changed since the hub wrote it: take it from the hub again.` };
  return { contract };
}

/** What is there of one, in whatever format. */
function contractAt(file: string): Contract | undefined {
  try {
    const contract = contractIn(readFileSync(file, 'utf8'));
    const isContract = typeof contract?.version === 'number' && typeof contract.environments === 'object';
    return isContract ? contract : undefined;
  } catch {
    return undefined;
  }
}
