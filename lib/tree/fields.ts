import type { Manifest } from '../manifest/manifest';
import { isPlainMap } from '../manifest/plain';

/** The map in a field; an empty one where there is none. */
export function mapIn(value: unknown): Readonly<Record<string, unknown>> {
  return isPlainMap(value) ? value : {};
}

/** The list in a field; an empty one where there is none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The string in a field, but for the empty one. */
export function stringIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a value has what every Kubernetes object has: a version, a kind and a name. */
export function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = mapIn(value);
  const { name, namespace } = mapIn(metadata);
  const isText = [apiVersion, kind, name].every((field) => stringIn(field) !== undefined);
  return isText && (namespace === undefined || namespace === null || typeof namespace === 'string');
}
