/**
 * Label that Kubernetes puts on every Namespace, with its name: nobody can write another value.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name
 */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';
