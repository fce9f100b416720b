/** A JSON Schema as the files in `imports/schemas` hold it (draft 7 keywords with `$defs`). */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
}

/** The schema of a field as a CRD states it: OpenAPI 3.0 with Kubernetes' extensions. */
export interface StructuralSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
}

/** What identifies the objects that a schema is for. */
export interface SchemaTarget {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Keywords that JSON Schema reads as the API server does. */
const kept = new Set([
  'format',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'uniqueItems',
]);

/** Keywords that need more than copying. */
const translated = new Set([
  'type',
  'nullable',
  'properties',
  'additionalProperties',
  'items',
  'required',
  'enum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
]);

/** Keywords that refuse nothing. CEL rules are among them: they need an evaluator, not a schema. */
const silent = /^(description|default|example|title|externalDocs|x-kubernetes-.*)$/;

/**
 * The schema of whole objects from the structural schema of a CRD's version.
 * @param metadata reference to the schema of ObjectMeta
 * @throws on a keyword that is not known, since dropping it could let through what the API server refuses
 */
export function objectSchema(target: SchemaTarget, structural: StructuralSchema, metadata: string): Schema {
  const { apiVersion, kind, metadata: _, status, ...fields } = structural.properties ?? {};
  const own = (structural.required ?? []).filter((name) => name in fields);
  const body = fieldSchema({ ...structural, properties: fields, required: own });
  return envelope(target, body, metadata, status !== undefined);
}

/** Puts what all Kubernetes objects have around the fields of one kind. */
export function envelope(target: SchemaTarget, body: Schema, metadata: string, hasStatus: boolean): Schema {
  return {
    ...body,
    properties: {
      apiVersion: { const: target.apiVersion },
      kind: { const: target.kind },
      metadata: { $ref: metadata },
      ...body.properties,
      ...(hasStatus && { status: { type: 'object' } }),
    },
    required: ['apiVersion', 'kind', 'metadata', ...(body.required ?? [])],
  };
}

function fieldSchema(structural: StructuralSchema): Schema {
  const preserves = structural['x-kubernetes-preserve-unknown-fields'] === true;
  const closed = structural.type === 'object' && structural.additionalProperties === undefined && !preserves;
  const embedded = structural['x-kubernetes-embedded-resource'] === true ? embeddedFields : {};
  const properties = { ...embedded, ...structural.properties };
  return {
    ...valueSchema({ ...structural, ...(Object.keys(properties).length > 0 && { properties }) }, fieldSchema),
    ...(closed && { additionalProperties: false }),
  };
}

/** Fields that an embedded object has without its schema saying so. */
const embeddedFields: Readonly<Record<string, StructuralSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

/**
 * Inside `allOf`, `anyOf`, `oneOf` and `not` a CRD adds conditions to fields that it declares elsewhere,
 * so that nothing there forbids the fields that it does not mention.
 */
function conditionSchema(condition: StructuralSchema): Schema {
  return valueSchema(condition, conditionSchema);
}

function valueSchema(structural: StructuralSchema, nested: (schema: StructuralSchema) => Schema): Schema {
  const schema: Record<string, unknown> = { ...typeOf(structural) };
  for (const [keyword, value] of Object.entries(structural)) {
    if (kept.has(keyword)) schema[keyword] = value;
    else if (!translated.has(keyword) && !silent.test(keyword)) throw new Error(`unknown schema keyword ${keyword}`);
  }
  const { properties, additionalProperties, items } = structural;
  const required = (structural.required ?? []).filter((name) => properties?.[name]?.default === undefined);
  if (properties) schema.properties = mapValues(properties, nested);
  if (additionalProperties !== undefined)
    schema.additionalProperties =
      typeof additionalProperties === 'boolean' ? additionalProperties : nested(additionalProperties);
  if (items) schema.items = nested(items);
  if (required.length > 0) schema.required = required;
  if (structural.enum) schema.enum = structural.nullable ? [...structural.enum, null] : structural.enum;
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = structural[keyword] as readonly StructuralSchema[] | undefined;
    if (branches && !repeatsIntOrString(structural, branches)) schema[keyword] = branches.map(conditionSchema);
  }
  if (structural.not) schema.not = conditionSchema(structural.not as StructuralSchema);
  return schema;
}

function typeOf(structural: StructuralSchema): { readonly type?: string | readonly string[] } {
  const type = structural['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : structural.type;
  if (type === undefined) return {};
  return { type: structural.nullable ? [type, 'null'].flat() : type };
}

/** `anyOf: [{ type: integer }, { type: string }]` beside `x-kubernetes-int-or-string` says the same once more. */
function repeatsIntOrString(structural: StructuralSchema, branches: readonly StructuralSchema[]): boolean {
  return structural['x-kubernetes-int-or-string'] === true && branches.every((branch) => 'type' in branch);
}

/** A schema as its file holds it. */
export function jsonText(schema: Schema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The same keys with other values, in the same order. */
export function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
