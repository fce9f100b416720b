import { folderOf } from '../tree/path';

/** Holder of a folder below which several clusters have files. */
export const shared = '';

/** Each folder below which files are known, and whose they all are: a cluster's name, or {@link shared}. */
export type Folders = Map<string, string>;

/** No folder but the tree itself, which is nobody's own. */
export function noFolders(): Folders {
  return new Map([['', shared]]);
}

/** Notes the folders of a file. */
export function noteFolders(folders: Folders, path: string, holder: string): void {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const known = folders.get(folder);
    if (known === holder || known === shared) return; // then so are all above it
    folders.set(folder, known === undefined ? holder : shared);
  }
}
