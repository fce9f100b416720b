import { reconciler } from '../manifest/hub-names';
import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, kustomizations } from './resources';

/** Whom tenants' Flux objects act as. */
export const serviceAccounts: AdmissionPolicy = {
  name: 'flux-hub-service-accounts',
  title: `Kustomizations and HelmReleases that run as anybody but the tenant's \`${reconciler}\``,
  why: 'Without a ServiceAccount they would have the rights of Flux where lockdown is off, and with another one whatever that one may do.',
  resources: [kustomizations, helmReleases],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: `has(object.spec.serviceAccountName) && object.spec.serviceAccountName == "${reconciler}"`,
  message: `Set spec.serviceAccountName to ${reconciler}.`,
};
