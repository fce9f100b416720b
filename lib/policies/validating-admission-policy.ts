import type { Manifest } from '../manifest/manifest';
import { byOthers, matchConstraints } from './match-constraints';
import type { PlatformAccounts } from './platform-accounts';
import type { AdmissionPolicy } from './policy';
import { tenantNamespaces } from './tenant-namespaces';

/**
 * A policy as the API server itself evaluates it, and the binding that puts it in force.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function validatingAdmissionPolicy(policy: AdmissionPolicy, accounts: PlatformAccounts = {}): Manifest[] {
  const { name, asks, where, expression, message } = policy;
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: matchConstraints(policy),
        ...(asks === 'others' && { matchConditions: [byOthers(accounts)] }),
        validations: [{ expression, message, reason: 'Forbidden' }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        ...(where === 'tenant-namespaces' && { matchResources: { namespaceSelector: tenantNamespaces } }),
      },
    },
  ];
}
