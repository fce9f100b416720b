import type { Crd } from './crds';
import { mapValues, type StructuralSchema } from './schema';
import { literal } from './source';

/**
 * Types that travel through `cdk8s import` as a token: it strips odd characters from the values of an enum, drops those
 * that differ by case only, turns dates into `Date` and integers-or-strings into classes.
 */
export class TypeTokens {
  readonly #types = new Map<string, string>();

  /** A CRD for `cdk8s import`: its first version alone, and each type of the above as an enum of one token. */
  encode(crd: Crd): object {
    const [{ name, schema }] = crd.versions;
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${crd.plural}.${crd.group}` },
      spec: {
        group: crd.group,
        names: { kind: crd.kind, plural: crd.plural },
        scope: crd.scope,
        versions: [{ name, served: true, storage: true, schema: { openAPIV3Schema: this.#field(schema) } }],
      },
    };
  }

  /** The TypeScript type that a token stands for. */
  decode(token: string): string {
    const type = this.#types.get(token);
    if (type === undefined) throw new Error(`cdk8s import made an enum that was not asked for: ${token}`);
    return type;
  }

  #field(schema: StructuralSchema): StructuralSchema {
    const { properties, items, additionalProperties: values, required = [], format: _, ...rest } = schema;
    const type = literalType(schema);
    if (type !== undefined) return { type: 'string', ...describe(schema), enum: [this.#token(type)] };
    return {
      ...rest,
      ...(properties && { properties: mapValues(properties, (field) => this.#field(field)) }),
      ...(items && { items: this.#field(items) }),
      ...(typeof values === 'object' && { additionalProperties: this.#field(values) }),
      required: required.filter((name) => properties?.[name]?.default === undefined),
    };
  }

  #token(type: string): string {
    const token = `Type${this.#types.size}`;
    this.#types.set(token, type);
    return token;
  }
}

/** The union that a field's values make, or `undefined` for every other field. */
function literalType(schema: StructuralSchema): string | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return 'number | string';
  return schema.enum?.map(literal).join(' | ');
}

function describe({ description }: StructuralSchema): { readonly description?: unknown } {
  return description === undefined ? {} : { description };
}
