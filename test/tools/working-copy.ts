import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { succeed } from './shell';

const root = resolve(__dirname, '../..');

/** Copies all files of this checkout that git does not ignore, as they are now, into a folder. */
export async function workingCopy(folder: string): Promise<void> {
  const listed = await succeed('git ls-files -z --cached --others --exclude-standard', root);
  for (const path of new Set(listed.split('\0')))
    if (path !== '' && existsSync(join(root, path))) cpSync(join(root, path), join(folder, path));
}
