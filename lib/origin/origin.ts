import type { IConstruct } from 'constructs';
import type { SourceLine } from '../manifest/finding';
import { userLine } from './user-line';

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
