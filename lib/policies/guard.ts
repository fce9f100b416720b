import { managedByHub, managedByLabel } from '../manifest/hub-names';
import { guardedResources } from './guarded-kinds';
import { isPlatform, type PlatformAccounts } from './platform-accounts';
import type { AdmissionPolicy } from './policy';

/**
 * Lets only platform accounts create, change or delete objects that carry the hub's label, of the kinds that the hub renders
 * for tenants: a tenant may write NetworkPolicies, and not touch default-deny. It asks for no label of the namespace, which
 * whoever may change the Namespace could take away first.
 */
export function guard(accounts: PlatformAccounts): AdmissionPolicy {
  return {
    name: 'flux-hub-guard',
    title: 'Changes of what the hub renders for tenants',
    why: 'A tenant would delete its default-deny, raise its quota, or rewrite the Flux objects that it is applied with.',
    resources: guardedResources,
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    where: 'everywhere',
    labels: { [managedByLabel]: managedByHub },
    asks: 'everybody',
    expression: isPlatform(accounts),
    message: 'This object belongs to the hub repo: change it there.',
  };
}
