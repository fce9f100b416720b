import { isPlatform, type PlatformAccounts } from './platform-accounts';
import { type AdmissionPolicy, writes } from './policy';

/** Kyverno's exceptions in tenants' namespaces. */
export function policyExceptions(accounts: PlatformAccounts): AdmissionPolicy {
  return {
    name: 'flux-hub-policy-exceptions',
    title: "Kyverno's PolicyExceptions in the namespaces of tenants",
    why: 'A tenant would exempt itself from what holds it.',
    resources: [
      {
        groups: ['kyverno.io', 'policies.kyverno.io'],
        versions: ['v1', 'v1beta1', 'v2'],
        kinds: { PolicyException: 'policyexceptions' },
      },
    ],
    operations: writes,
    where: 'tenant-namespaces',
    asks: 'everybody',
    expression: isPlatform(accounts),
    message: 'Exceptions belong to the platform: ask for one there.',
  };
}
