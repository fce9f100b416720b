import { expect } from 'vitest';
import { parse } from 'yaml';

/** Where a rendered object departs from the document's, and why. */
export interface Difference {
  /** Path of the field: `metadata.namespace`, `spec.dependsOn.0.name`. */
  readonly field: string;
  /** Its rendered value; undefined where the field is left out. */
  readonly is: unknown;
  readonly because: string;
}

/** Holds an object to the YAML of a document, field by field, but for the differences that are listed. */
export function expectAsDocumented(rendered: object, document: string, differences: readonly Difference[]): void {
  const expected = parse(document) as Record<string, unknown>;
  for (const { field, is } of differences) {
    const path = field.split('.');
    expect(at(expected, path), `${field} is listed as a difference, and is none`).not.toEqual(is);
    put(expected, path, is);
  }
  expect(rendered).toEqual(expected);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
}

function put(value: Record<string, unknown>, path: readonly string[], is: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length > 0) {
    value[key] ??= {};
    put(value[key] as Record<string, unknown>, rest, is);
  } else if (is === undefined) delete value[key];
  else value[key] = is;
}
