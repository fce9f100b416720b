import { isPlatform, type PlatformAccounts } from './platform-accounts';
import { type AdmissionPolicy, writes } from './policy';
import { gatewayApi } from './resources';

/** Gateways in tenants' namespaces. */
export function gateways(accounts: PlatformAccounts): AdmissionPolicy {
  return {
    name: 'flux-hub-gateways',
    title: 'Gateways in the namespaces of tenants',
    why: 'A tenant would have load balancers and addresses of its own, past the gateway whose hostnames are granted.',
    resources: [gatewayApi({ Gateway: 'gateways' })],
    operations: writes,
    where: 'tenant-namespaces',
    asks: 'everybody',
    expression: isPlatform(accounts),
    message: 'Tenants have no Gateways of their own: attach routes to the shared one.',
  };
}
