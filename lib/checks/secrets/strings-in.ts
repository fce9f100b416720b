/** Keys of maps and indexes of lists, from the outside in. */
export type Keys = readonly (string | number)[];

/**
 * Calls back with every string in a value, the keys that lead to it, and the map or list that it stands in. The keys are one list
 * that changes: what is made of them is made at once. What is in several places, or within itself, is looked into once.
 */
export function forEachString(value: unknown, seen: Seen): void {
  enter(value, { keys: [], entered: new Set(), seen });
}

/** How many values are looked at before a glance gives up: references of YAML can make a small file a huge value. */
const glanced = 10_000;

/** Whether some string in a value may pass a test: a glance that keeps no account of where, since nearly all objects have none. */
export function mayHold(value: unknown, passes: (text: string) => boolean): boolean {
  let left = glanced;
  const look = (inner: unknown): boolean => {
    if (typeof inner === 'string') return passes(inner);
    if (typeof inner !== 'object' || inner === null) return false;
    if (--left < 0) return true;
    if (Array.isArray(inner)) return inner.some(look);
    for (const key in inner) if (look((inner as Readonly<Record<string, unknown>>)[key])) return true;
    return false;
  };
  return look(value);
}

type Seen = (text: string, keys: Keys, within: object) => void;

/** How far a walk has come. */
interface Walk {
  readonly keys: (string | number)[];
  readonly entered: Set<object>;
  readonly seen: Seen;
}

function enter(value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || value === null || walk.entered.has(value)) return;
  walk.entered.add(value);
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) step(walk, index, value[index], value);
  else for (const key in value) step(walk, key, (value as Readonly<Record<string, unknown>>)[key], value);
}

function step(walk: Walk, key: string | number, inner: unknown, within: object): void {
  if (typeof inner !== 'string' && typeof inner !== 'object') return;
  walk.keys.push(key);
  if (typeof inner === 'string') walk.seen(inner, walk.keys, within);
  else enter(inner, walk);
  walk.keys.pop();
}

/** A path as people write it: `spec.values.env[0].value`. */
export function formatPath(keys: Keys): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}
