import { type BuiltInKind, type Definitions, type Field, objectMeta } from './openapi';
import { apiVersionOf } from './paths';
import { envelope, mapValues, type Schema } from './schema';

/** The schema of a built-in kind; its parts are in the shared schema of {@link sharedSchema}. */
export function builtInSchema(kind: BuiltInKind, definitions: Definitions, shared: string): Schema {
  const { apiVersion, kind: _, metadata, status, ...fields } = definitions[kind.definition]?.properties ?? {};
  const required = (definitions[kind.definition]?.required ?? []).filter((name) => name in fields);
  const body: Schema = {
    type: 'object',
    properties: mapValues(fields, (field) => fieldSchema(field, shared)),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
  const target = { apiVersion: apiVersionOf(kind.group, kind.version), kind: kind.kind };
  return envelope(target, body, `${shared}#/$defs/${objectMeta}`, status !== undefined);
}

/**
 * All definitions that the given schemas lead to, as one schema that holds nothing but `$defs`.
 * @param shared how the schemas refer to it
 */
export function sharedSchema(schemas: Iterable<Schema>, definitions: Definitions, shared: string): Schema {
  const found = new Map<string, Schema>();
  const follow = (schema: Schema, file: string): void => {
    const prefix = `${file}#/$defs/`;
    for (const [, reference = ''] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) {
      const name = reference.slice(prefix.length);
      if (!reference.startsWith(prefix) || found.has(name)) continue;
      const definition = definitionSchema(name, definitions);
      found.set(name, definition);
      follow(definition, '');
    }
  };
  for (const schema of schemas) follow(schema, shared);
  return { $defs: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Types that are a number or a string in JSON, whatever their definition says.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const numberOrString: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['number', 'string'],
    pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
};

/** Generators write `creationTimestamp: null`, and the API server reads it. */
const nullable: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: ['string', 'null'] },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: ['string', 'null'] },
};

function definitionSchema(name: string, definitions: Definitions): Schema {
  const known = numberOrString[name] ?? nullable[name];
  if (known) return known;
  const definition = definitions[name];
  if (!definition) throw new Error(`no definition of ${name}`);
  const { type, properties, required = [] } = definition;
  return {
    ...(type !== undefined && { type }),
    ...(properties && {
      properties: mapValues(properties, (field) => fieldSchema(field, '')),
      additionalProperties: false,
    }),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: Field, shared: string): Schema {
  if (field.$ref) return { $ref: field.$ref.replace('#/definitions/', `${shared}#/$defs/`) };
  const { type, items, additionalProperties } = field;
  return {
    ...(type !== undefined && { type }),
    ...(items && { items: fieldSchema(items, shared) }),
    ...(additionalProperties && { additionalProperties: fieldSchema(additionalProperties, shared) }),
    ...(field.enum && { enum: field.enum }),
  };
}
