import { type CatalogEntry, catalog } from '../../imports/catalog';

const byGroup = new Map<string, CatalogEntry[]>();
const byApiVersion = new Map<string, Map<string, CatalogEntry>>();
for (const entry of catalog) {
  const { group, version, kind } = entry;
  const kinds = byGroup.get(group);
  if (kinds) kinds.push(entry);
  else byGroup.set(group, [entry]);
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const served = byApiVersion.get(apiVersion);
  if (served) served.set(kind, entry);
  else byApiVersion.set(apiVersion, new Map([[kind, entry]]));
}

/** The kind of an API version, if there is a schema of it. */
export function kindOf(apiVersion: string, kind: string): CatalogEntry | undefined {
  return byApiVersion.get(apiVersion)?.get(kind);
}

/** Every kind of an API group that there is a schema of, in all its versions. */
export function kindsOf(group: string): readonly CatalogEntry[] {
  return byGroup.get(group) ?? [];
}

/** Whether objects of a kind live in a namespace; undefined where the kind is not known. */
export function scopeOf(apiVersion: string, kind: string): 'Namespaced' | 'Cluster' | undefined {
  return kindOf(apiVersion, kind)?.scope;
}

/** Every kind that goes by a plural, by its singular or by its own name, whatever the case: Kubernetes' own first. */
export function kindsNamed(name: string): readonly CatalogEntry[] {
  const lower = name.toLowerCase();
  const named = catalog.filter(({ plural, kind }) => plural === lower || kind.toLowerCase() === lower);
  return [...named.filter(isBuiltIn), ...named.filter((entry) => !isBuiltIn(entry))];
}

/** The plurals of all kinds that there are schemas of. */
export function knownPlurals(): readonly string[] {
  return [...new Set(catalog.map(({ plural }) => plural))];
}

function isBuiltIn({ project }: CatalogEntry): boolean {
  return project === 'kubernetes';
}
