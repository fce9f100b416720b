import type { BuiltInKinds } from './built-in-kinds';
import type { Release } from './projects';
import type { Reader } from './read';

/** A built-in kind, as the API server describes it. */
export interface BuiltInKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Its name among the definitions. */
  readonly definition: string;
}

/** What an API server says of its types, by their names. */
export type Definitions = Readonly<Record<string, Definition>>;

/** One type: OpenAPI 2.0, which knows neither `nullable` nor unions. */
export interface Definition {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** A field of a type. */
export interface Field {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Field;
  readonly additionalProperties?: Field;
}

/** The definition of ObjectMeta, which all kinds share. */
export const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The definitions of a Kubernetes release. */
export async function readDefinitions(release: Release, read: Reader): Promise<Definitions> {
  const documents = (await read(release)).map((text) => JSON.parse(text) as { readonly definitions: Definitions });
  return Object.assign({}, ...documents.map((document) => document.definitions));
}

/**
 * The stable kinds that are stored as objects, in the order of the table.
 * @throws when the definitions and the table disagree on which kinds there are
 */
export function builtIns(definitions: Definitions, table: readonly BuiltInKinds[]): readonly BuiltInKind[] {
  const defined = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const target = storedKind(name, definition, definitions);
    if (target) defined.set(target, name);
  }
  const take = (row: BuiltInKinds, kind: string, scope: BuiltInKind['scope']): BuiltInKind => {
    const target = `${row.group}/${row.version}/${kind}`;
    const definition = defined.get(target);
    if (definition === undefined) throw new Error(`no definition of ${target}`);
    defined.delete(target);
    return { group: row.group, version: row.version, kind, plural: pluralOf(kind), scope, definition };
  };
  const kinds = table
    .filter((row) => isStable(row.version))
    .flatMap((row) => [
      ...(row.namespaced ?? []).map((kind) => take(row, kind, 'Namespaced')),
      ...(row.cluster ?? []).map((kind) => take(row, kind, 'Cluster')),
    ]);
  if (defined.size > 0) throw new Error(`not in the table of built-in kinds: ${[...defined.keys()].join(', ')}`);
  return kinds;
}

function storedKind(name: string, definition: Definition, definitions: Definitions): string | undefined {
  const targets = definition['x-kubernetes-group-version-kind'] ?? [];
  const [target] = targets;
  const builtIn = /^io\.k8s\.(api|apiextensions-apiserver|kube-aggregator)\./.test(name);
  const stored = `${name}List` in definitions && definition.properties?.metadata?.$ref?.endsWith(`/${objectMeta}`);
  if (!target || targets.length > 1 || !builtIn || !stored || !isStable(target.version)) return undefined;
  return `${target.group}/${target.version}/${target.kind}`;
}

/** Kubernetes serves no version before the stable one unless told to. */
function isStable(version: string): boolean {
  return /^v\d+$/.test(version);
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular === 'endpoints') return singular;
  if (singular.endsWith('s')) return `${singular}es`;
  if (singular.endsWith('y')) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}
