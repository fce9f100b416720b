import type { Manifest } from '../manifest/manifest';
import { byOthers, matchConstraints } from './match-constraints';
import { isPlatform, type PlatformAccounts } from './platform-accounts';
import type { AdmissionPolicy } from './policy';
import { tenantNamespaces } from './tenant-namespaces';

/**
 * A policy as Kyverno evaluates it. While its webhook does not answer, it refuses whatever it is asked: so it is not asked of the
 * platform's own requests, where they would be admitted anyway.
 * @see https://kyverno.io/docs/policy-types/validating-policy/
 */
export function kyvernoPolicy(policy: AdmissionPolicy, accounts: PlatformAccounts = {}): Manifest {
  const { name, asks, where, expression, message } = policy;
  const admitsPlatform = asks === 'others' || expression.startsWith(isPlatform(accounts));
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name },
    spec: {
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
      evaluation: { background: { enabled: false } },
      matchConstraints: {
        ...(where === 'tenant-namespaces' && { namespaceSelector: tenantNamespaces }),
        ...matchConstraints(policy),
      },
      ...(admitsPlatform && { matchConditions: [byOthers(accounts)] }),
      validations: [{ expression, message, reason: 'Forbidden' }],
    },
  };
}
