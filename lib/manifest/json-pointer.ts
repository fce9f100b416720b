/**
 * The keys that a JSON Pointer is made of: `/data/a~1b` of `data` and `a/b`.
 * @throws Error where it does not start with `/`
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function keysOf(pointer: string): string[] {
  const [first, ...keys] = pointer.split('/');
  if (first !== '') throw new Error(`${pointer} is not a JSON pointer: it does not start with /`);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What keys lead to from a document, through fields and items of its own only; undefined where they lead nowhere. */
export function valueAt(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.keys(value).includes(key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
