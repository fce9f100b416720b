import Ajv, { _, type KeywordCxt, stringify } from 'ajv';
import standalone from 'ajv/dist/standalone';
import { transformSync } from 'esbuild';
import { mapValues, type Schema } from './schema';

/** A schema and the path of its file, by which others refer to it. */
export interface SchemaFile {
  readonly path: string;
  readonly schema: Schema;
}

/** References are relative paths, which need an absolute address to start from. */
const base = 'https://schemas.invalid/';

/** ajv's function for the length of a string is in its package; this one says the same and needs none. */
const ajvLength = 'require("ajv/dist/runtime/ucs2length").default';
const codePoints = '(text)=>{let length=0;for(const _ of text)length++;return length}';

/**
 * The source of a CommonJS module that validates what one schema describes. It needs no package at run time.
 * @param shared the schema that it may refer to
 */
export function validatorModule(file: SchemaFile, shared: SchemaFile): string {
  const ajv = compiler();
  for (const { path, schema } of [file, shared]) ajv.addSchema({ ...withKnownFields(schema), $id: base + path });
  const validator = ajv.getSchema(base + file.path);
  if (!validator) throw new Error(`no schema ${file.path}`);
  return minified(standalone(ajv, validator));
}

function compiler(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    inlineRefs: false,
    messages: false,
    unicodeRegExp: false,
    validateFormats: false,
    code: { source: true },
  });
  ajv.addKeyword({
    keyword: 'knownFields',
    type: 'object',
    schemaType: 'array',
    error: {
      message: 'is not a known field',
      params: ({ params }) => _`{field: ${params.field}, known: ${params.known}}`,
    },
    code: refuseUnknownFields,
  });
  return ajv;
}

/** Without the paths into the schema, which nobody reads, the code is a quarter smaller. */
function minified(source: string): string {
  const compact = source.replaceAll(ajvLength, codePoints).replaceAll(/,schemaPath:"(?:[^"\\]|\\.)*"/g, '');
  const { code } = transformSync(compact, { format: 'cjs', minify: true, treeShaking: true, target: 'node20' });
  if (code.includes('require(')) throw new Error('the validator would need a package at run time');
  return code;
}

/**
 * `additionalProperties: false` as a keyword of our own, whose errors name the fields that there are:
 * `{ keyword: 'knownFields', params: { field, known } }`. ajv's would put the whole schema into the code besides.
 */
function withKnownFields(schema: Schema): Schema {
  const { $defs, properties, items, additionalProperties: values, ...rest } = schema;
  return {
    ...rest,
    ...($defs && { $defs: mapValues($defs, withKnownFields) }),
    ...(properties && { properties: mapValues(properties, withKnownFields) }),
    ...(items && { items: withKnownFields(items) }),
    ...(typeof values === 'object' && { additionalProperties: withKnownFields(values) }),
    ...(values === false && { knownFields: Object.keys(properties ?? {}) }),
  };
}

function refuseUnknownFields(context: KeywordCxt): void {
  const { gen, data, schema } = context;
  const known = gen.scopeValue('obj', { key: JSON.stringify(schema), ref: schema, code: stringify(schema) });
  gen.forIn('field', data, (field) => {
    gen.if(_`!${known}.includes(${field})`, () => {
      context.setParams({ field, known });
      context.error();
    });
  });
}
