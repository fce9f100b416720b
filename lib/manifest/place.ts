import { valueAt } from './json-pointer';
import type { Manifest } from './manifest';

/** A value of a manifest and where it stands. What is absent has a place too, and is undefined, as is null. */
export interface Place {
  /** `spec.containers[web].securityContext`: items of lists go by their name, or by their number where they have none. */
  readonly path: string;
  readonly value: unknown;
}

/** The spec of an object. */
export function specPlace({ spec }: Manifest): Place {
  return { path: 'spec', value: spec };
}

/** The place that fields lead to. */
export function below({ path, value }: Place, ...fields: readonly string[]): Place {
  const prefix = path === '' ? [] : [path];
  return { path: [...prefix, ...fields].join('.'), value: valueAt(value, fields) ?? undefined };
}

/** The items of a list; none of what is no list. */
export function itemsOf({ path, value }: Place): readonly Place[] {
  if (!Array.isArray(value)) return [];
  return value.map((item, index) => ({ path: `${path}[${nameOf(item) ?? index}]`, value: item }));
}

/** The values of a map; none of what is no map. */
export function entriesOf({ path, value }: Place): readonly (Place & { readonly key: string })[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, value]) => ({ key, path: `${path}[${key}]`, value }));
}

function nameOf(item: unknown): string | undefined {
  const name = valueAt(item, ['name']);
  return typeof name === 'string' && name !== '' ? name : undefined;
}
