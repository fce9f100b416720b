import { isClusterName, isTreePath } from './tree-path';

/** Checks that parsed JSON has a shape, and returns it so typed. `at` is where in the document the value stands. */
export type Shape<T> = (value: unknown, at: string) => T;

/** What a document that lacks its shape throws; only {@link parseAs} sees it. */
class Mismatch extends Error {}

/** The document in a text, or what is wrong with it in half a sentence: `files[3].path is missing`. */
export function parseAs<T>(shape: Shape<T>, text: string): { readonly value: T } | { readonly wrong: string } {
  try {
    return { value: shape(JSON.parse(text), '') };
  } catch (error) {
    if (error instanceof Mismatch) return { wrong: error.message };
    if (error instanceof SyntaxError) return { wrong: `is not JSON: ${error.message}` };
    throw error;
  }
}

/** A shape of values that pass a test; `expected` completes the sentence `name is 3, not …`. */
function where<T>(expected: string, passes: (value: unknown) => boolean): Shape<T> {
  return (value, at) => {
    if (passes(value)) return value as T;
    throw new Mismatch(value === undefined ? `${at} is missing` : `${at} is ${JSON.stringify(value)}, not ${expected}`);
  };
}

/** Any string. */
export const text = where<string>('a string', (value) => typeof value === 'string');
/** `true` or `false`. */
export const flag = where<boolean>('true or false', (value) => typeof value === 'boolean');
/** A whole number, zero or more. */
export const count = where<number>('a count', (value) => Number.isSafeInteger(value) && Number(value) >= 0);
/** A SHA-256 in lower-case hex. */
export const sha256Hex = textWhere('a SHA-256', (value) => /^[0-9a-f]{64}$/.test(value));
/** A path inside the tree, see `isTreePath`. */
export const treePath = textWhere('a path inside the tree', isTreePath);
/** A name of a cluster, see `isClusterName`. */
export const clusterName = textWhere('a name of a cluster', isClusterName);

function textWhere(expected: string, passes: (value: string) => boolean): Shape<string> {
  return where(expected, (value) => typeof value === 'string' && passes(value));
}

function lacking(value: unknown, at: string, expected: string): Mismatch {
  return new Mismatch(`${at || 'the document'} is ${value === undefined ? 'missing' : `not ${expected}`}`);
}

/** One of some literals. */
export function oneOf<T extends string | number>(...values: readonly T[]): Shape<T> {
  return where(values.map((value) => JSON.stringify(value)).join(' or '), (value) => values.includes(value as T));
}

/** A list of one shape. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw lacking(value, at, 'a list');
    return value.map((each, index) => item(each, `${at}[${index}]`));
  };
}

/** An object with the given fields; others are dropped. A field whose shape gives undefined stays absent. */
export function record<T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K] | undefined> }): Shape<T> {
  const entries = Object.entries(fields) as [string, Shape<unknown>][];
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw lacking(value, at, 'an object');
    }
    const found: Record<string, unknown> = {};
    for (const [name, shape] of entries) {
      const field = shape((value as Record<string, unknown>)[name], at === '' ? name : `${at}.${name}`);
      if (field !== undefined) found[name] = field;
    }
    return found as T;
  };
}

/** An object whose values have one shape, whatever their names. */
export function mapOf<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw lacking(value, at, 'an object');
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, item(each, `${at}.${name}`)]));
  };
}

/** Any object, as it is. */
export const anyObject = where<object>(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** A shape, or nothing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined ? undefined : shape(value, at));
}
