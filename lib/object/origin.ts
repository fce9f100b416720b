import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IConstruct } from 'constructs';
import type { SourceLine } from '../manifest/finding';
import { findPackageRoot } from '../package-root';

const ORIGIN = Symbol.for('cdk8s-flux-hub.origin');
const REMEMBERS = Symbol.for('cdk8s-flux-hub.remembersOrigin');

/**
 * Enough to reach the user's code through our own constructors: what an owner makes itself is found by the owner's line.
 * Each frame is felt in a large fleet.
 */
const ownFrames = 6;

/** Remembers where a construct was made. The stack stays raw: it is formatted only when a finding is printed. */
export function rememberOrigin(construct: IConstruct, frames = ownFrames): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames + 1; // this function is the first
  Object.defineProperty(construct, ORIGIN, { value: new Error() });
  Error.stackTraceLimit = limit;
}

/** Says of a class that its constructor calls `rememberOrigin`, to those who look at an object before that is through. */
export function remembersItself(made: { readonly prototype: object }): void {
  Object.defineProperty(made.prototype, REMEMBERS, { value: true });
}

/** Whether a construct is of a class that remembers by itself where it was made. */
export function isRemembering(construct: IConstruct): boolean {
  return REMEMBERS in construct;
}

/** The line that calls for a construct: where a class of the user's makes it, the one that makes an object of that class. */
export function callOf(construct: IConstruct, root: string): SourceLine | undefined {
  const { stack } = (construct as { [ORIGIN]?: { stack?: string } })[ORIGIN] ?? {};
  const classes = new Set<string>();
  for (let at = Object.getPrototypeOf(construct); at; at = Object.getPrototypeOf(at)) classes.add(at.constructor.name);
  const outside = stack?.split('\n').filter((frame) => !classes.has(/^\s+at new (\S+) /.exec(frame)?.[1] ?? ''));
  return userLine(outside?.join('\n'), root) ?? userLine(stack, root);
}

/** The user's line that made a construct, or the nearest construct around it that remembers; undefined where none does. */
export function originOf(construct: IConstruct, root: string): SourceLine | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const holder = (at as { [ORIGIN]?: { stack?: string } })[ORIGIN];
    const line = holder && userLine(holder.stack, root);
    if (line) return line;
  }
  return undefined;
}

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

/** The path of a construct as people read it: without the scopes that the hub adds for what it makes itself. */
export function pathOf(construct: IConstruct): string {
  return construct.node.path.replaceAll(`/${hubScope}/`, '/');
}

/** Id of the scope that holds what an owner makes of its own accord. */
export const hubScope = '(hub)';
