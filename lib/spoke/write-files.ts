import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { headerStart } from './render-folder';
import type { SpokeFiles } from './spoke';
import { SpokeError } from './spoke-error';

/** How many files were changed. */
export interface WrittenFiles {
  readonly written: number;
  readonly deleted: number;
}

/**
 * Brings folders to what they shall hold. Only what was written before is replaced or deleted: files with our first line, and those
 * that our `kustomization.yaml` beside them lists.
 * @throws SpokeError where something else stands in the place of a file; nothing is written then
 */
export function writeFiles(root: string, folders: readonly string[], files: SpokeFiles): WrittenFiles {
  const ours = new Set(folders.flatMap((folder) => writtenIn(root, folder)));
  const foreign = [...files.keys()].filter(
    (path) => !ours.has(path) && existsSync(join(root, path)) && !isAs(join(root, path), files.get(path)),
  );
  if (foreign.length > 0)
    throw new SpokeError(
      foreign.map((path) => ({ message: `${path} is there, and was written by somebody else.`, fix: 'Move it away.' })),
    );
  const changed = [...files].filter(([path, content]) => !isAs(join(root, path), content));
  const gone = [...ours].filter((path) => !files.has(path));
  for (const [path, content] of changed) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.tmp`, content);
    renameSync(`${file}.tmp`, file);
  }
  for (const path of gone) rmSync(join(root, path), { force: true });
  return { written: changed.length, deleted: gone.length };
}

function isAs(file: string, content: string | Uint8Array = ''): boolean {
  return existsSync(file) && readFileSync(file).equals(Buffer.from(content));
}

/** Paths of the files of a folder that are ours. */
function writtenIn(root: string, folder: string): string[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  const names = readdirSync(at, { withFileTypes: true }).filter((entry) => entry.isFile());
  const isGenerated = (name: string) => readFileSync(join(at, name), 'utf8').startsWith(headerStart);
  const generated = names.map(({ name }) => name).filter((name) => name.endsWith('.yaml') && isGenerated(name));
  const listed = generated.includes('kustomization.yaml')
    ? namesIn(readFileSync(join(at, 'kustomization.yaml'), 'utf8'))
    : [];
  const present = new Set(names.map(({ name }) => name));
  const all = [...generated, ...listed.filter((name) => present.has(name))];
  return [...new Set(all)].map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** The items of all lists in a `kustomization.yaml` that we wrote: a name to a line. */
function namesIn(kustomization: string): string[] {
  return [...kustomization.matchAll(/^ +- (\S+)$/gm)].flatMap(([, name]) =>
    name && !name.includes('/') ? [name] : [],
  );
}
