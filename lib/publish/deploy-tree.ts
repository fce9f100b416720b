import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { sha256 } from '../stage/hash';
import { folderOf, nameOf } from '../tree/path';
import { joinPath } from './path';

/** What a name in a folder stands for. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** What stands where a file or a folder of ours should. */
export interface Obstacle {
  readonly path: string;
  readonly kind: EntryKind;
}

type Entries = ReadonlyMap<string, EntryKind>;
const nothing: Entries = new Map();

/** The rendered tree as it was found. Each folder is listed once, when it is asked for, and no link is ever followed. */
export class DeployTree {
  /** Its name in messages. */
  readonly label: string;
  private readonly folders = new Map<string, Entries | Obstacle>();

  constructor(private readonly root: string) {
    this.label = basename(resolve(root));
  }

  /** What lies at a path; undefined where nothing does, or where a link or a file stands on the way. */
  kind(path: string): EntryKind | undefined {
    return this.entries(folderOf(path)).get(nameOf(path));
  }

  /** What lies in a folder: nothing where it is absent or cannot be reached. */
  entries(folder: string): Entries {
    const found = this.open(folder);
    return found instanceof Map ? found : nothing;
  }

  /** What keeps a file from being read or written at a path: the first thing on the way that is not what it should be. */
  obstacle(path: string): Obstacle | undefined {
    const folder = this.open(folderOf(path));
    if ('kind' in folder) return folder;
    const kind = folder.get(nameOf(path));
    return kind === undefined || kind === 'file' ? undefined : { path, kind };
  }

  /** The text of a file; undefined where there is none that may be read. */
  read(path: string): string | undefined {
    return this.kind(path) === 'file' ? readFileSync(join(this.root, path), 'utf8') : undefined;
  }

  /** The hash of a file's bytes; undefined where there is none that may be read. */
  hash(path: string): string | undefined {
    return this.kind(path) === 'file' ? sha256(readFileSync(join(this.root, path))) : undefined;
  }

  private open(folder: string): Entries | Obstacle {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const found = folder === '' ? this.openRoot() : this.openIn(this.open(folderOf(folder)), folder);
    this.folders.set(folder, found);
    return found;
  }

  private openRoot(): Entries | Obstacle {
    const isLink = lstatSync(this.root, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? { path: '', kind: 'link' } : this.list('');
  }

  private openIn(parent: Entries | Obstacle, folder: string): Entries | Obstacle {
    if ('kind' in parent) return parent;
    const kind = parent.get(nameOf(folder));
    if (kind === undefined) return nothing;
    return kind === 'folder' ? this.list(folder) : { path: folder, kind };
  }

  private list(folder: string): Entries | Obstacle {
    try {
      const entries = readdirSync(join(this.root, folder), { withFileTypes: true });
      return new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return nothing;
      if (code === 'ENOTDIR') return { path: folder, kind: 'file' };
      throw error;
    }
  }

  /** A path as a message shows it. */
  show(path: string): string {
    return joinPath(this.label, path);
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}
