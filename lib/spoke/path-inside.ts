import { posix } from 'node:path';

/** Whether a path from the repo's root stays in the repo. */
export function isPathInside(path: string): boolean {
  return !posix.isAbsolute(path) && posix.normalize(path).split('/')[0] !== '..';
}
