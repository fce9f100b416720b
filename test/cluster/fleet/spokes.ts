import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const spokes = join(__dirname, '../../../examples/spokes');

/** The folder of a tenant's spoke. */
export const spokeFolder = (tenant: string): string => join(spokes, tenant);

/** The files of a tenant's spoke by path: those that Git has, and so without what is installed or built there. */
export function spokeOf(tenant: string): Record<string, string> {
  const folder = spokeFolder(tenant);
  const listed = execFileSync('git', ['-C', folder, 'ls-files', '-z'], { encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path !== '');
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
