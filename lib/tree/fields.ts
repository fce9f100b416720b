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
