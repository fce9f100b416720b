import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract/contract';
import { contractsFolder } from '../contract/contract-files';
import { type ContractReading, readContract } from '../contract/read-contract';

/** A contract, or what is wrong with it as a sentence, and the file, relative to the repo. */
export type FoundContract = ContractReading & { readonly file: string };

/**
 * The contract in a spoke repo: `contract.json`, `contract.ts`, or the one in `contracts/`; undefined where there is none.
 * Several files must say the same. Never throws.
 * @param root of the repo
 */
export function findContract(root: string): FoundContract | undefined {
  const files = [...contractFilesAt(root, ''), ...contractFilesAt(root, contractsFolder)];
  const [first, ...others] = files.map((file) => ({ file, ...readContract(join(root, file), file) }));
  if (first === undefined || 'problem' in first) return first;
  return others.map((other) => disagreement(first, other)).find((found) => found !== undefined) ?? first;
}

function disagreement(
  { contract, file }: FoundContract & { readonly contract: Contract },
  other: FoundContract,
): FoundContract | undefined {
  if ('problem' in other) return other;
  if (other.contract.tenant !== contract.tenant)
    return {
      file: other.file,
      problem: `${file} and ${other.file} are the contracts of two tenants: name one with --contract.`,
    };
  if (other.contract.hash === contract.hash) return undefined;
  return {
    file: other.file,
    problem: `${file} and ${other.file} do not say the same: take both from the hub again.`,
  };
}

/** JSON before TypeScript: it is read without a detour. */
function contractFilesAt(root: string, folder: string): string[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  const pattern = folder === '' ? /^contract\.(?:json|ts)$/ : /^[^.].*\.(?:json|ts)$/;
  const names = readdirSync(at).filter((file) => pattern.test(file));
  return names.sort().map((file) => (folder === '' ? file : `${folder}/${file}`));
}
