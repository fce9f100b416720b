import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, kustomizations } from './resources';

/** Which cluster tenants' Flux objects are applied to. */
export const kubeconfigs: AdmissionPolicy = {
  name: 'flux-hub-kubeconfigs',
  title: 'Kubeconfigs',
  why: "Flux would call an API server of the tenant's choice, from inside the network and with the identity of its controllers.",
  resources: [kustomizations, helmReleases],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: '!has(object.spec.kubeConfig)',
  message: 'Leave out spec.kubeConfig: tenants apply to this cluster only.',
};
