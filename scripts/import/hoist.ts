import type { Schema } from './schema';

/** A repeated part shorter than this, as JSON, costs less where it stands than the call of a function. */
const worthHoisting = 160;

/**
 * The same schema with its repeated parts in `$defs`, so that a file states each of them once
 * and its validator holds one function for each. Names come from the field where a part is first met.
 */
export function hoist(schema: Schema): Schema {
  const count = new Map<string, number>();
  visit(schema, (part) => {
    const key = JSON.stringify(part);
    count.set(key, (count.get(key) ?? 0) + 1);
    return count.get(key) === 1;
  });

  const names = new Map<string, string>();
  const definitions: Record<string, Schema> = {};
  const freeName = (field: string, number = 1): string => {
    const name = `${field.replaceAll(/\W/g, '_')}${number === 1 ? '' : number}`;
    return name in definitions ? freeName(field, number + 1) : name;
  };
  const replace = (part: Schema, field: string): Schema => {
    const key = JSON.stringify(part);
    if (key.length < worthHoisting || (count.get(key) ?? 0) < 2) return replaceParts(part, field);
    const known = names.get(key);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const own = freeName(field);
    names.set(key, own);
    definitions[own] = {};
    definitions[own] = replaceParts(part, field);
    return { $ref: `#/$defs/${own}` };
  };
  const replaceParts = (part: Schema, field: string): Schema => mapParts(part, replace, field);

  const root = replaceParts(schema, 'root');
  return Object.keys(definitions).length === 0 ? root : { ...root, $defs: sorted(definitions) };
}

/** Calls `enter` for each part below a schema; a part for which it says false is not searched. */
function visit(schema: Schema, enter: (part: Schema) => boolean): void {
  mapParts(
    schema,
    (part) => {
      if (enter(part)) visit(part, enter);
      return part;
    },
    '',
  );
}

/** A schema with its direct parts changed; `change` also gets the name of the nearest field. */
function mapParts(schema: Schema, change: (part: Schema, field: string) => Schema, field: string): Schema {
  const { properties, items, additionalProperties: values } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, change(part, key)])),
    }),
    ...(items && { items: change(items, field) }),
    ...(typeof values === 'object' && { additionalProperties: change(values, field) }),
  };
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
