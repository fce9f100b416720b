import type { namespaceAnnotations } from '../manifest/namespace-annotations';

type NamespaceAnnotation = (typeof namespaceAnnotations)[keyof typeof namespaceAnnotations];

/** A list of texts. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}

/** What an annotation of the object's Namespace lists; nothing where there is none. */
export function listedBy(annotation: NamespaceAnnotation): string {
  const annotations = 'namespaceObject.metadata.annotations';
  return `(has(${annotations}) && "${annotation}" in ${annotations} ? ${annotations}["${annotation}"].split(",") : [])`;
}

/** A condition on `spec`, of kinds that do not have the same fields: the API server looks up no type for it. */
export function ofSpec(condition: string): string {
  return `[dyn(object.spec)].all(spec, ${condition})`;
}
