import { isPlatform, type PlatformAccounts } from './platform-accounts';
import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

/** Endpoints that somebody writes by hand. */
export function endpoints(accounts: PlatformAccounts): AdmissionPolicy {
  return {
    name: 'flux-hub-endpoints',
    title: 'Endpoints and EndpointSlices that Kubernetes did not make',
    why: "A Service would lead to any address: another tenant's Pods, or the inner network, through the gateway.",
    resources: [
      builtIn('', { Endpoints: 'endpoints' }),
      builtIn('discovery.k8s.io', { EndpointSlice: 'endpointslices' }),
    ],
    operations: writes,
    where: 'tenant-namespaces',
    asks: 'everybody',
    expression: isPlatform(accounts),
    message: 'Give the Service a selector: Kubernetes then makes its endpoints.',
  };
}
