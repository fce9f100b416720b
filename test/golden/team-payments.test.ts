import { expect, test } from 'vitest';
import { expectAsDocumented } from './as-documented';
import { asController, labelled, said, underContract } from './differences';
import { teamPayments } from './rendered';

/** «Flux CD GitOps at Scale», step 5: the objects of one tenant. */
const serviceAccount = `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: reconciler
  namespace: team-payments
`;

const roleBinding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reconciler
  namespace: team-payments
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: admin
subjects:
  - kind: ServiceAccount
    name: reconciler
    namespace: team-payments
`;

const gitRepository = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: team-payments
  namespace: team-payments
spec:
  interval: 1m
  url: https://github.com/acme/team-payments-config
  ref:
    branch: main
  secretRef:
    name: git-auth
`;

const kustomization = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: team-payments
  namespace: team-payments
spec:
  interval: 5m
  path: ./deploy
  prune: true
  serviceAccountName: reconciler
  sourceRef:
    kind: GitRepository
    name: team-payments
  targetNamespace: team-payments
`;

/** Step 6: one Kustomization that applies all tenants. */
const tenants = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: tenants
  namespace: flux-system
spec:
  interval: 10m
  path: ./tenants/prod
  prune: true
  dependsOn:
    - name: infrastructure
  sourceRef:
    kind: GitRepository
    name: flux-system
  wait: true
  timeout: 5m
`;

const { findings, get, can } = teamPayments();

test("team-payments' ServiceAccount is the documented one, and no Pod gets its token", () => {
  expect(findings).toEqual([]);
  expectAsDocumented(get('ServiceAccount', 'reconciler'), serviceAccount, [
    labelled('team-payments'),
    { field: 'automountServiceAccountToken', is: false, because: 'a Pod that runs as it would hold its rights' },
  ]);
});

test("team-payments' RoleBinding is the documented one, to a narrower role", () => {
  expectAsDocumented(get('RoleBinding', 'reconciler'), roleBinding, [
    labelled('team-payments'),
    {
      field: 'roleRef.name',
      is: 'flux-hub-tenant',
      because:
        'admin rewrites the Flux objects and the roles of its namespace and mints tokens of every ServiceAccount there',
    },
  ]);
});

test('what the document has kubectl verify holds: no cluster scope, and no other namespace', () => {
  const reconciler = 'team-payments/reconciler';
  expect(can(reconciler, 'create', 'clusterrolebindings.rbac.authorization.k8s.io')).toBe(false);
  expect(can(reconciler, 'get', 'secrets', 'team-search')).toBe(false);
  expect(can(reconciler, 'create', 'deployments.apps', 'team-payments')).toBe(true);
});

test("team-payments' GitRepository is the documented one", () => {
  expectAsDocumented(get('GitRepository', 'team-payments'), gitRepository, [labelled('team-payments')]);
});

test("team-payments' Kustomization is the documented one", () => {
  expectAsDocumented(get('Kustomization', 'team-payments', 'team-payments'), kustomization, [
    labelled('team-payments'),
    underContract,
    ...said('app', 'retryInterval', 'timeout', 'wait', 'deletionPolicy'),
  ]);
});

test('the tenants Kustomization is the documented one, once per tenant, and waits for none of its objects', () => {
  expectAsDocumented(get('Kustomization', 'tenant-team-payments', 'flux-system'), tenants, [
    { field: 'metadata.name', is: 'tenant-team-payments', because: 'one failing tenant would hold up all the others' },
    labelled('team-payments'),
    {
      field: 'metadata.annotations',
      is: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      because: 'a tenant that slips out of the tree would take its workloads along',
    },
    { field: 'spec.path', is: './deploy/tenants/prod-eu/team-payments/base', because: 'it is rendered per cluster' },
    {
      field: 'spec.dependsOn',
      is: [{ name: 'infra-policies' }, { name: 'infra-tenancy' }],
      because: 'a tenant waits for what holds it in place, not for all that the platform runs',
    },
    { field: 'spec.wait', is: false, because: "with `true`, a tenant's bad commit makes it not ready" },
    asController,
    ...said('tenant', 'retryInterval', 'deletionPolicy'),
  ]);
});
