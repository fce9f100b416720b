import { isSecretRef, type SecretRef } from '../secrets/secret-ref';

/** Fields of Flux's specs that name a Secret. @see https://fluxcd.io/flux/components/ */
const secretField = /^(?:secretRef|.+SecretRef)$/;

/**
 * A spec as Flux reads it: the name of the Secret for every SecretRef in a field that names one. The values of a chart are
 * the chart's own business.
 * @param nameOf declares a Secret, and returns its name
 * @returns the spec itself where it names none
 */
export function writeSecretRefs<Spec extends object>(spec: Spec, nameOf: (ref: SecretRef) => string): Spec {
  let written = spec;
  for (const [field, value] of Object.entries(spec)) {
    if (typeof value !== 'object' || value === null || field === 'values') continue;
    const plain = asPlain(field, value, nameOf);
    if (plain !== value) written = { ...written, [field]: plain };
  }
  return written;
}

function asPlain(field: string, value: object, nameOf: (ref: SecretRef) => string): object {
  if (isSecretRef(value) && secretField.test(field)) return { name: nameOf(value) };
  return Object.getPrototypeOf(value) === Object.prototype ? writeSecretRefs(value, nameOf) : value;
}
