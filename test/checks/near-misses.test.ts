import { expect, test } from 'vitest';
import { clusterOf, findingsOf } from './fixture';

/** What a rule says of a cluster. */
function said(rule: string, manifests: string): readonly string[] {
  return findingsOf(clusterOf(manifests, 'cluster.yaml')).flatMap((finding) =>
    finding.rule === rule ? [finding.message] : [],
  );
}

const billing = `
apiVersion: v1
kind: Namespace
metadata: { name: billing, labels: { toolkit.fluxcd.io/tenant: billing } }
---`;

test('a NetworkPolicy without rules for egress closes it only where policyTypes say so', () => {
  const policy = (spec: string) => `${billing}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: billing }
spec: { podSelector: {}, ${spec} }`;
  const says = (spec: string) => said('network/default-deny-missing', policy(spec));

  expect(says('policyTypes: [Ingress, Egress]')).toEqual([]);
  expect(says('policyTypes: [], egress: [{ ports: [{ port: 53 }] }]')).toEqual([]);
  expect(says('egress: []')).toEqual(['Namespace billing has no NetworkPolicy that denies egress to all Pods.']);
});

test('a listener is open to all by a selector that asks for nothing, however that is written', () => {
  const gateway = (selector: string) => `${billing}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: gateway }
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes: { namespaces: { from: Selector, selector: ${selector} } }`;
  const open = ['Gateway gateway/public admits routes of every namespace on listener http.'];

  expect(said('gateway/open-to-all', gateway('{}'))).toEqual(open);
  expect(said('gateway/open-to-all', gateway('{ matchLabels: {}, matchExpressions: [] }'))).toEqual(open);
  expect(said('gateway/open-to-all', gateway('{ matchLabels: { kubernetes.io/metadata.name: billing } }'))).toEqual([]);
});

test('what is added to edit is added to admin, which gathers it', () => {
  const bound = (role: string, { label, name = 'jobs' }: { label: string; name?: string }) => `${billing}
apiVersion: v1
kind: ServiceAccount
metadata: { name: reconciler, namespace: billing }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reconciler, namespace: billing }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
subjects: [{ kind: ServiceAccount, name: reconciler, namespace: billing }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name}, labels: { rbac.authorization.k8s.io/aggregate-to-${label}: 'true' } }
rules: [{ apiGroups: [acme.io], resources: [jobs], verbs: [get, create] }]`;
  const says = (...args: Parameters<typeof bound>) => said('isolation/widened-role', bound(...args));
  const added = (role: string) => [`ClusterRole jobs adds create jobs to ${role}, which tenants are bound to.`];

  expect(says('admin', { label: 'edit' })).toEqual(added('admin'));
  expect(says('admin', { label: 'view' })).toEqual(added('admin'));
  expect(says('edit', { label: 'admin' })).toEqual([]);
  expect(says('admin', { label: 'admin', name: 'flux-edit-flux-system' })).toEqual([]);
  expect(says('admin', { label: 'admin', name: 'fluxion' })).toEqual([
    'ClusterRole fluxion adds create jobs to admin, which tenants are bound to.',
  ]);
});

test.each([
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['policies.kyverno.io/v1', 'ValidatingPolicy'],
])('a namespace is exempt from a policy that itself leaves it out, as from a binding: %s %s', (apiVersion, kind) => {
  const policy = (operator: string) => `${billing}
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: registries }
spec:
  matchConstraints:
    namespaceSelector:
      matchExpressions: [{ key: kubernetes.io/metadata.name, operator: ${operator}, values: [billing] }]
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: 'true' }]`;

  expect(said('kubernetes/policy-exemption', policy('NotIn'))).toEqual([
    `${kind} registries leaves out billing, a namespace of a tenant.`,
  ]);
  expect(said('kubernetes/policy-exemption', policy('In'))).toEqual([]);
});
