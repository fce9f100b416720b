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

function isSpecial(value: Readonly<Record<string, unknown>>): boolean {
  const { annotations } = mapIn(value.metadata);
  if (String(value.kind).endsWith('List')) return true;
  if (
    Object.keys(mapIn(annotations)).some((key) => /(?:^|\.)(?:kustomize\.)?config\.(?:k8s|kubernetes)\.io\//.test(key))
  )
    return true;
  return hasEmptyItem(value);
}

/** Kustomize refuses lists with nothing at a place. */
function hasEmptyItem(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => item === null || hasEmptyItem(item));
  return typeof value === 'object' && value !== null && Object.values(value).some(hasEmptyItem);
}
