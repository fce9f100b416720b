import { generated, list } from './source';

/** An entry of `imports/catalog.ts`. */
export interface CatalogRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly project: string;
  /** Release to path of the schema, from the root of the schemas. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** Where the validator of a schema is, from the folder of the imports. */
export function validatorPath(schema: string): string {
  return `validators/${schema.replace(/\.json$/, '.js')}`;
}

/** The module that says which kinds there are, and loads their validators. */
export function catalogModule(rows: readonly CatalogRow[]): string {
  const entries = [...rows]
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(({ schemas, ...row }) => ({
      ...row,
      validators: Object.fromEntries(
        Object.entries(schemas).map(([release, path]) => [release, `./${validatorPath(path)}`]),
      ),
    }));
  return `${generated}\n${declarations}${list(entries)};\n${lookups}`;
}

function sortKey({ group, version, kind }: CatalogRow): string {
  return `${group}/${kind}/${version}`;
}

const declarations = `import { createRequire } from 'node:module';

/** A kind in one API version, and what checks its objects. */
export interface CatalogEntry {
  /** API group; the empty string for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Who defines it: \`kubernetes\`, \`flux\`, \`gateway-api\` and so on. */
  readonly project: string;
  /** The validator by minor release of the project that serves this version; \`*\` where it has one release here. */
  readonly validators: Readonly<Record<string, string>>;
}

/** Kinds of one API version, and the minor releases that serve them. */
export interface ServedKinds {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
  /** The first minor release. */
  readonly since: string;
  /** The last minor release. @default - still served */
  readonly until?: string;
}

/** Says whether an object is what its kind allows; \`errors\` then holds what it said last. */
export interface Validator {
  (object: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

/**
 * What a schema refuses.
 * @see https://ajv.js.org/api.html#error-objects
 */
export interface SchemaError {
  /** JSON pointer to the value: \`/spec/interval\`. */
  readonly instancePath: string;
  /** The keyword of JSON Schema that refuses it, or \`knownFields\` for a field that does not exist. */
  readonly keyword: string;
  /**
   * What the keyword allows: \`{ pattern }\`, \`{ type }\`, \`{ allowedValues }\`, \`{ missingProperty }\`, \`{ comparison, limit }\`;
   * for \`knownFields\`, \`field\` is the unknown one and \`known\` lists those that there are.
   */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Every kind that has a schema, in the order of group, kind and version. */
export const catalog: readonly CatalogEntry[] = `;

const lookups = `
const byTarget = new Map(catalog.map((entry) => [\`\${entry.group}/\${entry.version}/\${entry.kind}\`, entry]));

/** The entry of a kind in one API version, if there is one. */
export function findEntry(group: string, version: string, kind: string): CatalogEntry | undefined {
  return byTarget.get(\`\${group}/\${version}/\${kind}\`);
}

const load = createRequire(__filename);

/**
 * The validator that a path in \`validators\` names. Loading takes milliseconds the first time, nothing after.
 * @throws when there is no such module
 */
export function loadValidator(path: string): Validator {
  return load(path);
}
`;
