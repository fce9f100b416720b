import { join } from 'node:path';
import { folderOf, nameOf } from './path';
import type { RepoFiles } from './repo-files';
import { type IgnorePattern, ignores, parseIgnore, withDefaults } from './source-ignore';
import { textAt } from './text-at';

/** What a Flux source gives to the Kustomizations on it, as far as the repo holds it. */
export interface Source {
  /** Tells it from others. */
  readonly key: string;
  /** Where each file lies in the repo, by its path in the source. */
  readonly files: ReadonlyMap<string, string>;
  /** What each folder holds, by its path in the source; the empty string is the root. */
  readonly folders: ReadonlyMap<string, Folder>;
}

/** The names in a folder, sorted. */
export interface Folder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * The repo as Flux fetches it: without symbolic links, and without what `.sourceignore` files and the source's own
 * `spec.ignore` leave out.
 */
export function repoSource(repo: RepoFiles, ignore = ''): Source {
  const patterns = withDefaults([...sourceIgnores(repo), ...parseIgnore(ignore)]);
  const paths = [...repo.files.keys()].filter((path) => !ignores(patterns, path));
  return sourceOf(`repo ${ignore}`, new Map(paths.map((path) => [path, path])));
}

/** A source of some files. */
export function sourceOf(key: string, files: ReadonlyMap<string, string>): Source {
  const folders = new Map<string, { files: string[]; folders: string[] }>([['', { files: [], folders: [] }]]);
  const folderAt = (path: string): { files: string[]; folders: string[] } => {
    const found = folders.get(path);
    if (found) return found;
    const made = { files: [], folders: [] };
    folders.set(path, made);
    folderAt(folderOf(path)).folders.push(nameOf(path));
    return made;
  };
  for (const path of files.keys()) folderAt(folderOf(path)).files.push(nameOf(path));
  for (const folder of folders.values()) {
    folder.files.sort();
    folder.folders.sort();
  }
  return { key, files, folders };
}

function sourceIgnores(repo: RepoFiles): IgnorePattern[] {
  return [...repo.files.keys()]
    .filter((path) => nameOf(path) === '.sourceignore')
    .sort((a, b) => (folderOf(a) < folderOf(b) ? -1 : 1))
    .flatMap((path) => parseIgnore(textAt(join(repo.root, path)) ?? '', folderOf(path)));
}
