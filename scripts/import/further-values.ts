import type { StructuralSchema } from './schema';

/** Values that an enum of a CRD gets where another project installs it. */
export interface FurtherValues {
  /** `group/Kind` */
  readonly kind: string;
  /** Names of the fields that lead to the enum. Lists on the way are entered. */
  readonly path: readonly string[];
  readonly values: readonly string[];
}

/** The schema with further values in the enum at a path. @throws where there is none */
export function withFurtherValues(schema: StructuralSchema, { kind, path, values }: FurtherValues): StructuralSchema {
  const at = (part: StructuralSchema, [field, ...rest]: readonly string[]): StructuralSchema => {
    if (part.items) return { ...part, items: at(part.items, field === undefined ? [] : [field, ...rest]) };
    if (field === undefined && part.enum) return { ...part, enum: [...part.enum, ...values] };
    const inner = field === undefined ? undefined : part.properties?.[field];
    if (field === undefined || !inner) throw new Error(`${kind} has no enum at ${path.join('.')}`);
    return { ...part, properties: { ...part.properties, [field]: at(inner, rest) } };
  };
  return at(schema, path);
}
