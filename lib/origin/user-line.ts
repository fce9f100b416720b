import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLine } from '../manifest/finding';
import { findPackageRoot } from '../package-root';

/** The first line of a stack that lies in the user's own code: not in this package, a dependency or Node. */
export function userLine(stack: string | undefined, root: string): SourceLine | undefined {
  for (const frame of stack?.split('\n') ?? []) {
    const place = placeOf(frame);
    if (place && isUsers(place.file)) return { file: displayPath(place.file, root), line: place.line };
  }
  return undefined;
}

/** The absolute file of the first line of a stack that lies in the user's own code. */
export function userFile(stack: string | undefined): string | undefined {
  for (const frame of stack?.split('\n') ?? []) {
    const place = placeOf(frame);
    if (place && isUsers(place.file)) return place.file;
  }
  return undefined;
}

/** `    at new Billing (/hub/tenants/billing.ts:5:3)` or `    at file:///hub/main.ts:1:1` */
const framePattern = /^\s+at (?:.*\()?(.+?):(\d+):\d+\)?$/;

function placeOf(frame: string): { file: string; line: number } | undefined {
  const match = framePattern.exec(frame);
  if (!match?.[1]) return undefined;
  const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : (match[1].split('?')[0] ?? '');
  return { file, line: Number(match[2]) };
}

const packageRoot = findPackageRoot(__dirname);
const ownFolders = ['lib', 'build', 'bin'].map((folder) => join(packageRoot, folder) + sep);

function isUsers(file: string): boolean {
  if (file.startsWith('node:') || file.includes(`${sep}node_modules${sep}`)) return false;
  return !ownFolders.some((folder) => file.startsWith(folder)) && file.startsWith(sep === '/' ? '/' : '');
}

function displayPath(file: string, root: string): string {
  const path = relative(root, file);
  return path.startsWith('..') ? file : path.split(sep).join('/');
}
