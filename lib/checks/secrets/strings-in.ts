/** Keys of maps and indexes of lists, from the outside in. */
export type Keys = readonly (string | number)[];

/**
 * Calls back with every string in a value, the keys that lead to it, and the map or list that it stands in. The keys are one list
 * that changes: what is made of them is made at once. What is in several places, or within itself, is looked into once.
 */
export function forEachString(value: unknown, seen: (text: string, keys: Keys, within: object) => void): void {
  const keys: (string | number)[] = [];
  const entered = new Set<unknown>();
  const enter = (key: string | number, inner: unknown, within: object): void => {
    keys.push(key);
    if (typeof inner === 'string') seen(inner, keys, within);
    else walk(inner);
    keys.pop();
  };
  const walk = (outer: unknown): void => {
    if (typeof outer !== 'object' || outer === null || entered.has(outer)) return;
    entered.add(outer);
    if (Array.isArray(outer)) for (let index = 0; index < outer.length; index++) enter(index, outer[index], outer);
    else for (const key in outer) enter(key, (outer as Readonly<Record<string, unknown>>)[key], outer);
  };
  walk(value);
}

/** A path as people write it: `spec.values.env[0].value`. */
export function formatPath(keys: Keys): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}
