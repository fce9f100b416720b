import { reconciler } from '../manifest/hub-names';
import type { AdmissionPolicy } from './policy';
import { builtIn } from './resources';

/** Whom tenants' Pods run as. Controllers of Kubernetes make them: everybody is asked. */
export const podAccounts: AdmissionPolicy = {
  name: 'flux-hub-pod-accounts',
  title: `Pods that run as the tenant's \`${reconciler}\``,
  why: 'Whoever gets into the Pod may change all that Flux applies for the tenant.',
  resources: [builtIn('', { Pod: 'pods' })],
  operations: ['CREATE'],
  where: 'tenant-namespaces',
  asks: 'everybody',
  expression: `!has(object.spec.serviceAccountName) || object.spec.serviceAccountName != "${reconciler}"`,
  message: `Give the Pod a ServiceAccount of its own: ${reconciler} is for Flux.`,
};
