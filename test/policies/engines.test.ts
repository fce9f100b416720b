import { expect, test } from 'vitest';
import { dependencies } from '../../lib/policies/dependencies';
import { guard } from '../../lib/policies/guard';
import { kyvernoPolicy } from '../../lib/policies/kyverno-policy';
import { podAccounts } from '../../lib/policies/pod-accounts';
import { admissionPolicies } from '../../lib/policies/policies';
import { validatingAdmissionPolicy } from '../../lib/policies/validating-admission-policy';

const accounts = { groups: ['acme:platform'] };

const others =
  '!(request.userInfo.username in ["system:apiserver", "system:kube-controller-manager"] || ' +
  'request.userInfo.groups.exists(group, group in ["system:masters", "system:serviceaccounts:flux-system", ' +
  '"system:serviceaccounts:kube-system", "acme:platform"]))';
const resourceRules = [
  ['kustomize.toolkit.fluxcd.io', 'v1', 'kustomizations'],
  ['helm.toolkit.fluxcd.io', 'v2', 'helmreleases'],
].map(([group, version, resource]) => ({
  apiGroups: [group],
  apiVersions: [version],
  operations: ['CREATE', 'UPDATE'],
  resources: [resource],
}));
const namespaceSelector = { matchExpressions: [{ key: 'toolkit.fluxcd.io/tenant', operator: 'Exists' }] };
const validations = [
  {
    expression:
      '!has(object.spec.dependsOn) || ' +
      'object.spec.dependsOn.all(one, !has(one.namespace) || one.namespace == object.metadata.namespace)',
    message: 'Depend on objects of the same namespace only: leave out the namespace in spec.dependsOn.',
    reason: 'Forbidden',
  },
];

test('for the API server a policy is a ValidatingAdmissionPolicy, and a binding to the namespaces of tenants that denies', () => {
  expect(validatingAdmissionPolicy(dependencies, accounts)).toEqual([
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'flux-hub-dependencies' },
      spec: {
        failurePolicy: 'Fail',
        matchConditions: [{ name: 'others-than-the-platform', expression: others }],
        matchConstraints: { resourceRules },
        validations,
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'flux-hub-dependencies' },
      spec: {
        policyName: 'flux-hub-dependencies',
        validationActions: ['Deny'],
        matchResources: { namespaceSelector },
      },
    },
  ]);
});

test('for Kyverno it is a ValidatingPolicy that denies, and does not ask Kyverno about the platform', () => {
  expect(kyvernoPolicy(dependencies, accounts)).toEqual({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'flux-hub-dependencies' },
    spec: {
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
      evaluation: { background: { enabled: false } },
      matchConditions: [{ name: 'others-than-the-platform', expression: others }],
      matchConstraints: { namespaceSelector, resourceRules },
      validations,
    },
  });
});

test.each(admissionPolicies(accounts))('both say the same of $name, by one expression', (policy) => {
  const { expression, message } = policy;
  const [native] = validatingAdmissionPolicy(policy, accounts);

  for (const engine of [native, kyvernoPolicy(policy, accounts)])
    expect(engine?.spec).toMatchObject({ failurePolicy: 'Fail', validations: [{ expression, message }] });
});

test('a webhook that is down keeps the platform from nothing, whatever the policy', () => {
  const asked = admissionPolicies(accounts).filter(
    (policy) => !Object.hasOwn(kyvernoPolicy(policy, accounts).spec as object, 'matchConditions'),
  );

  // Kubernetes' own controllers make Pods: who is left out there is not judged at all.
  expect(asked.map(({ name }) => name)).toEqual([podAccounts.name, 'flux-hub-pod-priorities']);
});

test('what a tenant could unlabel first is judged in every namespace', () => {
  const everywhere = admissionPolicies(accounts).filter(({ where }) => where === 'everywhere');

  expect(everywhere.map(({ name }) => name)).toEqual([
    guard(accounts).name,
    'flux-hub-namespaces',
    'flux-hub-cluster-objects',
  ]);
});
