import { readFileSync } from 'node:fs';
import { type Contract, contractVersion } from '../contract/contract';
import { contractIn } from '../contract/contract-files';
import { isTrueToItsHash } from '../contract/contract-hash';
import { SpokeError } from '../spoke/spoke-error';

/** Reads a contract from either of its files. @throws SpokeError where it is none, or is not as the hub wrote it */
export function readContract(file: string): Contract {
  const contract = parsed(file);
  if (contract?.version !== contractVersion || typeof contract.environments !== 'object')
    throw new SpokeError([
      `${file} is no contract: take the .json or .ts file that the hub writes to deploy/contracts/.`,
    ]);
  if (!isTrueToItsHash(contract))
    throw new SpokeError([`${file} was changed since the hub wrote it: take it from the hub again.`]);
  return contract;
}

function parsed(file: string): Contract | undefined {
  try {
    return contractIn(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
