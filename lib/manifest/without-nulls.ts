import { kindOf } from './catalog';
import type { Manifest } from './manifest';
import { isPlainMap } from './plain';

/**
 * A manifest as the API server takes it when Flux applies it: in the kinds of Kubernetes itself, and in the metadata of all, a field
 * that is null counts as left out. Those of custom resources stay: they are refused. Shared with the argument where there is
 * nothing to leave out.
 */
export function withoutNulls(manifest: Manifest): Manifest {
  if (!holdsNull(manifest)) return manifest;
  const isBuiltIn = kindOf(manifest.apiVersion, manifest.kind)?.project === 'kubernetes';
  return isBuiltIn ? without(manifest) : { ...manifest, metadata: without(manifest.metadata) };
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
