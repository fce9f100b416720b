import type { Manifest } from 'cdk8s-flux-hub';
import { expect, test } from 'vitest';
import { accessOf } from '../../lib/rbac/access';
import { can } from '../../lib/rbac/can';
import { defaultsBeside, fluxDefaults } from '../../lib/rbac/default-roles';
import { parseResource } from '../../lib/rbac/parse-request';
import type { Subject } from '../../lib/rbac/subject';
import { account, bind, bindEverywhere, clusterRole, gathering, role } from './roles';

const apiVersion = 'rbac.authorization.k8s.io/v1';

function may(
  manifests: readonly Manifest[],
  subject: Subject,
  verb: string,
  resource: string,
  namespace?: string,
): boolean {
  const { group, resource: plural } = parseResource(resource);
  return can(accessOf(manifests), subject, { verb, group, resource: plural, namespace }).allowed;
}

test('a right tells the binding, the subject, the role, and the role that was gathered', () => {
  const access = accessOf([bind('billing', 'team', 'ClusterRole admin', 'Group team', 'ServiceAccount billing/bot')]);
  const answer = can(access, 'billing/bot', {
    verb: 'create',
    group: 'apps',
    resource: 'deployments',
    namespace: 'billing',
  });

  expect(answer).toMatchObject({
    allowed: true,
    path: [],
    right: {
      namespace: 'billing',
      rule: { apiGroups: ['apps'], verbs: ['create', 'delete', 'deletecollection', 'patch', 'update'] },
      grant: {
        binding: { kind: 'RoleBinding', namespace: 'billing', name: 'team' },
        subject: { kind: 'ServiceAccount', name: 'bot', namespace: 'billing' },
        role: { kind: 'ClusterRole', name: 'admin' },
        source: { kind: 'ClusterRole', name: 'system:aggregate-to-edit' },
      },
    },
  });
});

test('what everybody may do counts for anybody', () => {
  expect(may([], { user: 'ann' }, 'create', 'selfsubjectreviews.authentication.k8s.io')).toBe(true);
  expect(may([], { user: 'system:anonymous' }, 'create', 'selfsubjectreviews.authentication.k8s.io')).toBe(false);
});

test('a ServiceAccount in a RoleBinding that says no namespace is one of its own', () => {
  const binding = bind('home', 'local', 'ClusterRole view', 'User any');
  const local = { ...binding, subjects: [{ kind: 'ServiceAccount', name: 'bot' }] };

  expect(may([local], 'home/bot', 'get', 'pods', 'home')).toBe(true);
  expect(may([local], 'away/bot', 'get', 'pods', 'home')).toBe(false);
});

test('a default role that is rendered as well keeps what Kubernetes gives it, unless it is told not to', () => {
  const view = clusterRole('view', [['get', 'core', 'secrets']]);
  const binding = bind('home', 'view', 'ClusterRole view', 'User ann');
  const replaced = {
    ...view,
    metadata: { ...view.metadata, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } },
  };

  expect(may([view, binding], { user: 'ann' }, 'get', 'pods', 'home')).toBe(true);
  expect(may([replaced, binding], { user: 'ann' }, 'get', 'pods', 'home')).toBe(false);
  expect(may([replaced, binding], { user: 'ann' }, 'get', 'secrets', 'home')).toBe(true);
});

test("Flux's own roles count where they are not among the manifests, and are taken from those where they are", () => {
  expect(may([], 'flux-system/kustomize-controller', 'create', 'namespaces')).toBe(true);
  expect(may([clusterRole('crd-controller', [])], 'flux-system/kustomize-controller', 'create', 'namespaces')).toBe(
    false,
  );
  expect(defaultsBeside(fluxDefaults)).not.toContain(fluxDefaults[0]);
});

test('ClusterRoles that gather each other have what both gather', () => {
  const label = (gathered: Manifest, key: string): Manifest => ({
    ...gathered,
    metadata: { ...gathered.metadata, labels: { [key]: '' } },
  });
  const exists = (key: string) => ({ matchExpressions: [{ key, operator: 'Exists' }] });
  const manifests = [
    label(gathering('left', exists('of-left')), 'of-right'),
    label(gathering('right', exists('of-right')), 'of-left'),
    clusterRole('leaf', [['get', 'core', 'pods']], { 'of-right': '' }),
    bindEverywhere('left', 'left', 'User left'),
    bindEverywhere('right', 'right', 'User right'),
  ];

  expect(may(manifests, { user: 'left' }, 'get', 'pods')).toBe(true);
  expect(may(manifests, { user: 'right' }, 'get', 'pods')).toBe(true);
});

test('a ClusterRole whose labels match nothing but itself keeps its own rules', () => {
  const own = {
    ...clusterRole('own', [['get', 'core', 'pods']], { gather: 'own' }),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { gather: 'own' } }] },
  };

  expect(may([own, bindEverywhere('own', 'own', 'User ann')], { user: 'ann' }, 'get', 'pods')).toBe(true);
});

test('kinds of other API groups that are called Role are no roles', () => {
  const manifests = [
    { ...clusterRole('other', [['get', 'core', 'pods']]), apiVersion: 'iam.example.com/v1' },
    { ...bindEverywhere('admin', 'cluster-admin', 'User ann'), apiVersion: 'iam.example.com/v1' },
    bindEverywhere('other', 'other', 'User ann'),
  ];

  expect(may(manifests, { user: 'ann' }, 'get', 'pods')).toBe(false);
});

test('what nobody could apply allows nothing, and breaks nothing', () => {
  const odd = (fields: object): Manifest => ({
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'odd' },
    ...fields,
  });
  const manifests: Manifest[] = [
    odd({}),
    odd({ subjects: null, roleRef: null }),
    odd({ subjects: 'User ann', roleRef: 'ClusterRole odd' }),
    odd({
      subjects: [null, 1, [], {}, { kind: 'User' }, { kind: 'Robot', name: 'ann' }],
      roleRef: { kind: 'ClusterRole', name: 'odd' },
    }),
    bindEverywhere('odd', 'odd', 'User ann'),
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: 'odd' },
      rules: [null, 'get', { verbs: 'get', resources: { pods: true } }, { verbs: [1] }],
    },
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: 'odder' },
      aggregationRule: { clusterRoleSelectors: [{ matchExpressions: [{ key: 'a', operator: 'Like' }] }] },
    },
    { ...role('home', 'lost', [['*', '*', '*']]), metadata: { name: 'lost' } },
    { ...bind('home', 'lost', 'Role lost', 'User ann'), metadata: { name: 'lost' } },
    account('home', 'bot'),
  ];

  expect(may(manifests, { user: 'ann' }, 'get', 'pods')).toBe(false);
  expect(may(manifests, { user: 'ann' }, 'get', 'pods', 'home')).toBe(false);
});
