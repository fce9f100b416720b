import { posix } from 'node:path';

/**
 * The path inside a source that a path from a folder of it leads to: without `.` and `..`, the empty string for the root.
 * Undefined where it leaves the source, or is absolute.
 */
export function resolveIn(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const joined = posix.normalize(posix.join(folder, path)).replace(/\/$/, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' ? '' : joined;
}

/** The folder that a path stands in; the empty string for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path is a folder, or stands in it at any depth. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A folder as people write it: the root is `.`. */
export function shown(folder: string): string {
  return folder === '' ? '.' : folder;
}
