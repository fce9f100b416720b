import { groupOf } from '../manifest/manifest';
import type { Closure, SourceObject } from './closure';
import { mapIn } from './fields';

/**
 * The objects of a folder where kustomize would change none of them: its kustomizations only list files, each object is
 * there once, and no annotation asks kustomize for anything. Undefined where it takes kustomize to tell.
 */
export function objectsAsListed({ onlyLists, objects }: Closure): readonly SourceObject[] | undefined {
  const identities = new Set(objects.map(({ value }) => identityOf(value)));
  if (!onlyLists || identities.size < objects.length || objects.some(({ value }) => isSpecial(value))) return undefined;
  return objects;
}

/** Kustomize takes no namespace and `default` for one. */
function identityOf({ apiVersion, kind, metadata }: Readonly<Record<string, unknown>>): string {
  const { name, namespace } = mapIn(metadata);
  return `${groupOf(String(apiVersion))}/${kind}/${namespace || 'default'}/${name}`;
}

/** What kustomize may write in another way than it reads it. */
function isSpecial(value: Readonly<Record<string, unknown>>): boolean {
  const { annotations } = mapIn(value.metadata);
  const asks = Object.keys(mapIn(annotations)).some((key) => /config\.(?:kubernetes|k8s)\.io\//.test(key));
  return asks || String(value.kind).endsWith('List') || hasOddKey(value);
}

/** To kustomize the keys `yes` and `0x10` are texts; to what reads YAML otherwise they are `true` and `16`. */
function hasOddKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOddKey);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, child]) => /^(?:true|false|[-+.\d].*)$/s.test(key) || hasOddKey(child));
}
