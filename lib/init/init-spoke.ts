import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readContract } from '../contract/read-contract';
import { SpokeError } from '../spoke/spoke-error';
import { packageVersion } from '../version';
import { spokeRepo } from './spoke-repo';

/**
 * Makes a spoke repo in a folder that is not there, or holds nothing but `.git`.
 * @returns the paths of its files, sorted
 * @throws SpokeError where the contract is none, or the folder holds something: nothing is written then
 */
export function initSpoke(contractFile: string, folder: string): readonly string[] {
  const read = readContract(contractFile);
  if ('problem' in read) throw new SpokeError([{ message: read.problem }]);
  const files = spokeRepo(read.contract, packageVersion);
  const held = existsSync(folder) ? readdirSync(folder).filter((name) => name !== '.git') : [];
  if (held.length > 0)
    throw new SpokeError([
      {
        message: `${folder} is not empty: it holds ${held.sort().slice(0, 3).join(', ')}.`,
        fix: 'Name another folder.',
      },
    ]);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { flag: 'wx' });
  }
  return [...files.keys()].sort();
}
