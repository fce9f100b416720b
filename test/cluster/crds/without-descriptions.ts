/** A definition without the descriptions of its schemas: nothing in a test cluster shows them, and they are most of the text. */
export function withoutDescriptions(definition: unknown): unknown {
  return stripped(definition, false);
}

function stripped(node: unknown, isProperties: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => stripped(item, false));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key, value]) => isProperties || key !== 'description' || typeof value !== 'string',
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, stripped(value, key === 'properties')]));
}
