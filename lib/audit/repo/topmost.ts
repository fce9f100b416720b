import { groupBy } from '../../manifest/group-by';
import { folderOf } from '../../tree/path';

/** Files of a folder that are all of one sort, with nothing else of its kind below it. */
export interface Group {
  /** The topmost such folder; a file's own path where its folder has others beside it. */
  readonly path: string;
  readonly files: readonly [string, ...string[]];
}

/**
 * Gathers files by the topmost folder that holds no others: what is said of a whole folder need not be said of each file.
 * @param files sorted
 */
export function topmost(files: readonly string[], others: Iterable<string>): Group[] {
  const mixed = new Set(['']);
  for (const other of others)
    for (let folder = folderOf(other); folder !== '' && !mixed.has(folder); folder = folderOf(folder))
      mixed.add(folder);
  const topOf = (file: string) => {
    let top = file;
    for (let folder = folderOf(file); !mixed.has(folder); folder = folderOf(folder)) top = folder;
    return top;
  };
  return [...groupBy(files, topOf)].map(([path, all]) => ({ path, files: all }));
}
