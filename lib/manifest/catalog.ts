import { type CatalogEntry, catalog, findEntry } from '../../imports/catalog';
import { groupOf, versionOf } from './manifest';

const byGroup = new Map<string, CatalogEntry[]>();
for (const entry of catalog) {
  const kinds = byGroup.get(entry.group);
  if (kinds) kinds.push(entry);
  else byGroup.set(entry.group, [entry]);
}

/** The kind of an API version, if there is a schema of it. */
export function kindOf(apiVersion: string, kind: string): CatalogEntry | undefined {
  return findEntry(groupOf(apiVersion), versionOf(apiVersion), kind);
}

/** Every kind of an API group that there is a schema of, in all its versions. */
export function kindsOf(group: string): readonly CatalogEntry[] {
  return byGroup.get(group) ?? [];
}

/** Whether objects of a kind live in a namespace; undefined where the kind is not known. */
export function scopeOf(apiVersion: string, kind: string): 'Namespaced' | 'Cluster' | undefined {
  return kindOf(apiVersion, kind)?.scope;
}
