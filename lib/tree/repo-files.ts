import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type IgnorePattern, ignores, ignoresFolder, parseIgnore } from './source-ignore';

/** Every file of a repo, by its path relative to the root, with forward slashes. */
export interface RepoFiles {
  readonly root: string;
  /** Regular files, with their sizes in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Symbolic links, which are never followed. */
  readonly links: ReadonlyMap<string, Link>;
  /** Files and folders that may not be read, with what the file system says; the empty string is the root. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Where a symbolic link leads. */
export type Link = 'into the repo' | 'out of the repo' | 'nowhere';

/** Lists a repo without what its `.gitignore` files name, which no clone of it has. Never throws. */
export function listRepo(root: string): RepoFiles {
  const files = new Map<string, number>();
  const links = new Map<string, Link>();
  const unreadable = new Map<string, string>();
  const listFolder = (folder: string, inherited: readonly IgnorePattern[]): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const patterns = own
      ? [...inherited, ...parseIgnore(readFileSync(join(root, folder, '.gitignore'), 'utf8'), folder)]
      : inherited;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === '.git') continue;
      attempt(path, () => {
        if (entry.isDirectory()) {
          if (!ignoresFolder(patterns, path)) listFolder(path, patterns);
        } else if (ignores(patterns, path)) return;
        else if (entry.isSymbolicLink()) links.set(path, targetOf(root, path));
        else if (entry.isFile()) files.set(path, lstatSync(join(root, path)).size);
      });
    }
  };
  const attempt = (path: string, list: () => void): void => {
    try {
      list();
    } catch (error) {
      unreadable.set(path, (error as NodeJS.ErrnoException).code ?? String(error));
    }
  };
  attempt('', () => listFolder('', []));
  return { root, files, links, unreadable };
}

function targetOf(root: string, path: string): Link {
  const target = readlinkSync(join(root, path));
  const from = relative(root, join(dirname(join(root, path)), target));
  const outside = target.startsWith('/') || from === '..' || from.startsWith(`..${sep}`);
  if (outside) return 'out of the repo';
  return statOf(join(root, path)) === undefined ? 'nowhere' : 'into the repo';
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
