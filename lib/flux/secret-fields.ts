import { isSecretRef, type SecretRef } from '../secrets/secret-ref';

/** Fields of Flux's specs that name a Secret. @see https://fluxcd.io/flux/components/ */
const secretField = /^(?:secretRef|.+SecretRef)$/;

/**
 * A spec as Flux reads it: the name of the Secret for every SecretRef in a field that names one. The values of a chart are
 * the chart's own business.
 * @param nameOf declares a Secret, and returns its name
 */
export function writeSecretRefs<Spec extends object>(spec: Spec, nameOf: (ref: SecretRef) => string): Spec {
  const entries = Object.entries(spec).map(([field, value]) => {
    if (secretField.test(field) && isSecretRef(value)) return [field, { name: nameOf(value) }];
    return [field, field !== 'values' && isPlain(value) ? writeSecretRefs(value, nameOf) : value];
  });
  return Object.fromEntries(entries) as Spec;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
