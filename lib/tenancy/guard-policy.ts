import { fluxSystem, managedByHub, managedByLabel } from '../flux/names';
import type { Manifest } from '../manifest/manifest';
import { guardedResources } from './guarded-kinds';

/** Name of the policy and of its binding. */
export const guardPolicyName = 'flux-hub-guard';

/** Accounts that may change what the hub renders, besides Flux and Kubernetes itself. */
export interface PlatformAccounts {
  /** Group names, as the API server sees them. @default - none */
  readonly groups?: readonly string[];
  /** User names. @default - none */
  readonly users?: readonly string[];
}

const platformGroups = ['system:masters', `system:serviceaccounts:${fluxSystem}`, 'system:serviceaccounts:kube-system'];
const operations = ['CREATE', 'UPDATE', 'DELETE'];
const platformUsers = ['system:apiserver', 'system:kube-controller-manager'];

/**
 * Lets only platform accounts create, change or delete objects that carry the hub's label, of the kinds that the hub renders
 * for tenants: a tenant may write NetworkPolicies, and not touch default-deny. It asks for no label of the namespace, which
 * whoever may change the Namespace could take away first.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function guardPolicy(accounts: PlatformAccounts = {}): Manifest[] {
  const groups = [...platformGroups, ...(accounts.groups ?? [])];
  const users = [...platformUsers, ...(accounts.users ?? [])];
  const policy: Manifest = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: guardPolicyName },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        objectSelector: { matchLabels: { [managedByLabel]: managedByHub } },
        resourceRules: guardedResources.map((guarded) => ({ ...guarded, apiVersions: ['*'], operations })),
      },
      validations: [
        {
          expression: `request.userInfo.username in ${celList(users)} || request.userInfo.groups.exists(group, group in ${celList(groups)})`,
          message: 'This object belongs to the hub repo: change it there.',
          reason: 'Forbidden',
        },
      ],
    },
  };
  const binding: Manifest = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: guardPolicyName },
    spec: { policyName: guardPolicyName, validationActions: ['Deny'] },
  };
  return [policy, binding];
}

function celList(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}
