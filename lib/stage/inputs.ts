import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { codeownersFiles } from './codeowners-files';
import { deployFolder } from './deploy-folder';

/**
 * Hash of what a tree is rendered from: every file below `root` that git does not ignore, `deploy/` and CODEOWNERS aside, and
 * the version of this package. Files that git does not know yet count too, but for those in `node_modules/`, `build/` and `dist/`; outside
 * a git checkout these and hidden folders never count.
 * @param stage absolute path of the folder that is rendered into, which is no input
 */
export function inputsHash(root: string, version: string, stage: string): string {
  const made = [
    deployFolder,
    ...codeownersFiles,
    ...[stage, `${stage}.staging`].map((folder) => relative(root, folder).split(sep).join('/')),
  ];
  const hash = createHash('sha256').update(`${version}\0`);
  for (const path of inputFiles(root)) {
    if (made.some((folder) => path === folder || path.startsWith(`${folder}/`))) continue;
    const content = contentOf(join(root, path));
    if (content !== undefined) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function inputFiles(root: string): string[] {
  return (gitFiles(root) ?? walk(root, '')).sort();
}

/** Undefined where there is no git, or no checkout. */
function gitFiles(root: string): string[] | undefined {
  const tracked = gitList(root, '--cached');
  const untracked = gitList(root, '--others', '--exclude-standard');
  if (!tracked || !untracked) return undefined;
  return [...new Set([...tracked, ...untracked.filter((path) => !madeFolders.has(topFolder(path)))])];
}

function gitList(root: string, ...options: readonly string[]): string[] | undefined {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', ...options], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\0').filter((path) => path !== '');
  } catch {
    return undefined;
  }
}

/** Folders that tools make, and that a repo may not have told git to ignore. */
const madeFolders = new Set(['node_modules', 'build', 'dist', deployFolder]);

function topFolder(path: string): string {
  return path.slice(0, Math.max(path.indexOf('/'), 0));
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith('.') || madeFolders.has(path) ? [] : walk(root, path);
    return [path.split(sep).join('/')];
  });
}

/** Undefined where the file is gone, as one that git still lists can be. */
function contentOf(path: string): Buffer | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return Buffer.from(readlinkSync(path));
  return stats?.isFile() ? readFileSync(path) : undefined;
}
