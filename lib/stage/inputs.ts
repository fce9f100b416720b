import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Hash of what a tree is rendered from: every file below `root` that git does not ignore, and the version of this package.
 * `node_modules/`, `build/`, `dist/` and `deploy/` never count; outside a git checkout, hidden folders neither.
 */
export function inputsHash(root: string, version: string): string {
  const hash = createHash('sha256').update(`${version}\0`);
  for (const path of inputFiles(root)) {
    const content = contentOf(join(root, path));
    if (content !== undefined) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function inputFiles(root: string): string[] {
  const files = gitFiles(root) ?? walk(root, '');
  return files.filter((path) => !neverInputs.has(path.slice(0, Math.max(path.indexOf('/'), 0)))).sort();
}

function gitFiles(root: string): string[] | undefined {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...new Set(listed.split('\0'))].filter((path) => path !== '');
  } catch {
    return undefined; // no git, or no checkout
  }
}

const neverInputs = new Set(['node_modules', 'build', 'dist', 'dist.staging', 'deploy']);

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith('.') || neverInputs.has(path) ? [] : walk(root, path);
    return [path.split(sep).join('/')];
  });
}

/** Undefined where the file is gone, as one that git still lists can be. */
function contentOf(path: string): Buffer | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return Buffer.from(readlinkSync(path));
  return stats?.isFile() ? readFileSync(path) : undefined;
}
