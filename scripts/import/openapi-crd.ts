import type { Crd } from './crds';
import { type BuiltInKind, type Definitions, type Field, objectMeta } from './openapi';
import { numberOrString } from './openapi-schema';
import { mapValues, type StructuralSchema } from './schema';

/** A built-in kind in the shape of a CRD, for the generator of types, with everything it refers to written out. */
export function asCrd({ group, version, kind, plural, scope, definition }: BuiltInKind, definitions: Definitions): Crd {
  return { group, kind, plural, scope, versions: [{ name: version, schema: inline(definition, definitions) }] };
}

function inline(name: string, definitions: Definitions): StructuralSchema {
  if (name in numberOrString) return { 'x-kubernetes-int-or-string': true };
  const { type, description, properties, required } = definitions[name] ?? {};
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(properties && { properties: mapValues(properties, (field) => inlineField(field, definitions)) }),
    ...(required && { required }),
  };
}

function inlineField(field: Field, definitions: Definitions): StructuralSchema {
  const { $ref, items, additionalProperties, ...plain } = field;
  if ($ref) {
    const name = $ref.slice('#/definitions/'.length);
    const own = name === objectMeta ? { type: 'object' } : inline(name, definitions);
    return { ...own, ...(field.description !== undefined && { description: field.description }) };
  }
  return {
    ...plain,
    ...(items && { items: inlineField(items, definitions) }),
    ...(additionalProperties && { additionalProperties: inlineField(additionalProperties, definitions) }),
  };
}
