/** The objects of a list; none of what is no list. Manifests that people wrote can hold anything. */
export function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const isRecord = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The strings of a list; none of what is no list. */
export function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A string; empty for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
