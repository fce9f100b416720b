import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { listedBy, ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, kustomizations } from './resources';

/** Where tenants' Flux objects put things. */
export const targetNamespaces: AdmissionPolicy = {
  name: 'flux-hub-target-namespaces',
  title: 'Targets and release storage outside the namespaces of the tenant',
  why: 'The ServiceAccount has no rights there as the hub renders it: this holds where somebody has bound it to more.',
  resources: [kustomizations, helmReleases],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(['targetNamespace', 'storageNamespace'].map(isOwn).join(' && ')),
  message: "Set spec.targetNamespace and spec.storageNamespace to a namespace of the tenant's own, or leave them out.",
};

function isOwn(name: string): string {
  const field = `spec.${name}`;
  return `(!has(${field}) || ${field} == object.metadata.namespace || ${field} in ${listedBy(namespaceAnnotations.namespaces)})`;
}
