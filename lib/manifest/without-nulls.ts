import type { Manifest } from './manifest';
import { isPlainMap } from './plain';

/**
 * A manifest as the API server takes it: a field that is null counts as left out. In the values of a HelmRelease null stays:
 * there it takes away what the chart has. Shared with the argument where there is nothing to leave out.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function withoutNulls(manifest: Manifest): Manifest {
  if (!holdsNull(manifest)) return manifest;
  const { kind, spec } = manifest;
  if (kind !== 'HelmRelease' || !isPlainMap(spec) || !isPlainMap(spec.values)) return without(manifest);
  const { values, ...rest } = spec;
  return { ...without(manifest), spec: { ...without(rest), values } };
}

/** Few manifests do: the others are not copied. */
function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  for (const key in value) if (holdsNull((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
}

function without<T>(value: T): T;
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (!isPlainMap(value)) return value;
  const fields = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(fields.map(([key, child]) => [key, without(child)]));
}
