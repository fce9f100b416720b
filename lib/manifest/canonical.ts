import type { Manifest } from './manifest';
import { faultIn, isPlainMap } from './plain';

const HEAD = ['apiVersion', 'kind', 'metadata'];
const LEAD = ['kind', 'name', 'namespace'];

/**
 * The manifest in the order and form in which a hub writes it: `apiVersion`, `kind` and `metadata` first, `kind`, `name`
 * and `namespace` first in every map below, all other keys by code unit; null and undefined fields left out, and empty maps and
 * lists of `metadata` too (elsewhere they mean something, as `podSelector: {}` does). In the values of a HelmRelease null
 * stays: there it takes away what the chart has. Lists keep their order.
 *
 * Keys that are array indices (`'10'`) come before all others, as JavaScript has it. The argument is left as it is, and
 * shared where it is in order already; what is no plain value is passed on for `emit` to refuse.
 *
 * @throws TypeError where a value contains itself.
 */
export function canonical(manifest: Manifest): Manifest {
  try {
    return withHelmNulls(mapOf(manifest, HEAD, DROP_NULL) as Manifest, manifest);
  } catch (error) {
    throw faultIn(manifest) ?? error;
  }
}

/** What is left out of a map. */
interface Drop {
  readonly null: boolean;
  readonly empty: boolean;
}

const DROP_NULL: Drop = { null: true, empty: false };
const DROP_NULL_AND_EMPTY: Drop = { null: true, empty: true };
const DROP_NOTHING: Drop = { null: false, empty: false };

/** @see https://helm.sh/docs/chart_template_guide/values_files/#deleting-a-default-key */
function withHelmNulls(ordered: Manifest, given: Manifest): Manifest {
  const { values } = (given.kind === 'HelmRelease' ? (given.spec ?? {}) : {}) as { readonly values?: unknown };
  if (values === undefined || values === null) return ordered;
  return { ...ordered, spec: { ...(ordered.spec as object), values: inOrder(values, DROP_NOTHING) } };
}

/** The map itself where nothing is to be changed: most are, and a copy of a fleet is felt. */
function mapOf(map: Record<string, unknown>, lead: readonly string[], drop: Drop): Record<string, unknown> {
  let changed: Record<string, unknown> | undefined;
  let sorted = true;
  let before: string | undefined;
  for (const key in map) {
    const value = map[key];
    const below = lead === HEAD && key === 'metadata' ? DROP_NULL_AND_EMPTY : drop;
    const child = typeof value === 'object' ? inOrder(value, below) : value;
    const dropped = child === undefined || (child === null && drop.null) || (drop.empty && isEmpty(child));
    if (dropped || child !== value) changed ??= fieldsBefore(map, key);
    if (changed && !dropped) setField(changed, key, child);
    sorted &&= before === undefined || !isBefore(key, before, lead);
    before = key;
  }
  return sorted ? (changed ?? map) : sort(changed ?? map, lead);
}

function inOrder(value: unknown, drop: Drop): unknown {
  if (Array.isArray(value)) return listOf(value, drop);
  return isPlainMap(value) ? mapOf(value, LEAD, drop) : value;
}

function listOf(list: readonly unknown[], drop: Drop): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = inOrder(list[index], drop);
    if (item !== list[index]) changed ??= [...list];
    if (changed) changed[index] = item;
  }
  return changed ?? list;
}

function fieldsBefore(map: Record<string, unknown>, end: string): Record<string, unknown> {
  const fields = {};
  for (const key in map) {
    if (key === end) break;
    setField(fields, key, map[key]);
  }
  return fields;
}

/** Assigning to `__proto__` would set no field. */
function setField(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isPlainMap(value) && Object.keys(value).length === 0;
}

function sort(map: Record<string, unknown>, lead: readonly string[]): Record<string, unknown> {
  const sorted = {};
  for (const key of sortedKeys(map, lead)) setField(sorted, key, map[key]);
  return sorted;
}

/** Insertion sort: maps are small, and little of them is out of order. */
function sortedKeys(map: Record<string, unknown>, lead: readonly string[]): readonly string[] {
  const keys = Object.keys(map);
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next] as string;
    let at = next;
    for (; at > 0 && isBefore(key, keys[at - 1] as string, lead); at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

function isBefore(a: string, b: string, lead: readonly string[]): boolean {
  const rank = lead.indexOf(a);
  const other = lead.indexOf(b);
  if (rank < 0 && other < 0) return a < b;
  return rank >= 0 && (other < 0 || rank < other);
}
