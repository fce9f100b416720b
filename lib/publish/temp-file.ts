import { folderOf, nameOf } from '../tree/path';
import { joinPath } from './path';

const suffix = '.flux-hub.tmp';

/** Where the new content of a file is written before it takes the file's name: hidden, and nothing that Flux would read. */
export function tempOf(path: string): string {
  return joinPath(folderOf(path), `.${nameOf(path)}${suffix}`);
}

/** The file that a temp file was written for; undefined where the path is none. */
export function targetOfTemp(path: string): string | undefined {
  const name = nameOf(path);
  if (!name.startsWith('.') || !name.endsWith(suffix)) return undefined;
  return joinPath(folderOf(path), name.slice(1, -suffix.length));
}
