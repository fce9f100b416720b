import type { Manifest } from 'cdk8s-flux-hub';
import { describe, expect, test } from 'vitest';
import { accessOf } from '../../lib/rbac/access';
import { can, canReach } from '../../lib/rbac/can';
import { reach } from '../../lib/rbac/reach';
import type { RoleWords } from '../../lib/rbac/role-words';
import { formatIdentity, identityOf, type Subject } from '../../lib/rbac/subject';
import { account, bind, bindEverywhere, clusterRole, namespace, role } from './roles';

const rbac = 'rbac.authorization.k8s.io';

/** A ServiceAccount of `home` may read what nobody else may; so may a user and a group. */
const world: readonly Manifest[] = [
  namespace('home'),
  namespace('away'),
  account('home', 'keeper'),
  clusterRole('treasure', [['get', 'example.com', 'treasures']]),
  bindEverywhere('treasure', 'treasure', 'ServiceAccount home/keeper', 'User queen', 'Group royals'),
];
const treasure = { verb: 'get', group: 'example.com', resource: 'treasures' };
const thief: Subject = { user: 'thief' };

/** The thief's rights: in a namespace, or everywhere. */
const inNamespace = (where: string, rules: RoleWords) =>
  accessOf([...world, role(where, 'tools', rules), bind(where, 'tools', 'Role tools', 'User thief')]);
const everywhere = (rules: RoleWords) =>
  accessOf([...world, clusterRole('tools', rules), bindEverywhere('tools', 'tools', 'User thief')]);

const treasureBy = (access: ReturnType<typeof accessOf>) => canReach(access, thief, treasure).allowed;

describe('a ServiceAccount of the same namespace is reached by', () => {
  test.each<[string, RoleWords]>([
    ['impersonating it', [['impersonate', 'core', 'serviceaccounts']]],
    ['impersonating it by name', [['impersonate', 'core', 'serviceaccounts', 'keeper']]],
    ['asking for its token', [['create', 'core', 'serviceaccounts/token']]],
    ['asking for its token by name', [['create', 'core', 'serviceaccounts/token', 'keeper']]],
    ['creating Pods', [['create', 'core', 'pods']]],
    ['creating Pods of any name that it may', [['create', 'core', 'pods', 'web']]],
    ['changing Deployments', [['patch', 'apps', 'deployments']]],
    ['creating CronJobs', [['create', 'batch', 'cronjobs']]],
    ['entering Pods', [['create', 'core', 'pods/exec']]],
    ['entering Pods by a WebSocket', [['get', 'core', 'pods/exec']]],
    ['adding containers to Pods', [['patch', 'core', 'pods/ephemeralcontainers']]],
    ['writing and reading Secrets', [['create list', 'core', 'secrets']]],
    ['Flux Kustomizations', [['create', 'kustomize.toolkit.fluxcd.io', 'kustomizations']]],
    ['HelmReleases', [['update', 'helm.toolkit.fluxcd.io', '*']]],
    ['everything', [['*', '*', '*']]],
  ])('%s', (_, rules) => {
    expect(can(inNamespace('home', rules), thief, treasure).allowed).toBe(false);
    expect(treasureBy(inNamespace('home', rules))).toBe(true);
    expect(treasureBy(inNamespace('away', rules))).toBe(false);
    expect(treasureBy(everywhere(rules))).toBe(true);
  });

  test.each<[string, RoleWords]>([
    ['impersonating another one', [['impersonate', 'core', 'serviceaccounts', 'default']]],
    ['the token of another one', [['create', 'core', 'serviceaccounts/token', 'default']]],
    [
      'creating ServiceAccounts',
      [
        ['*', 'core', 'configmaps services events'],
        ['create', 'core', 'serviceaccounts'],
      ],
    ],
    ['looking at Pods', [['get list watch', 'core', 'pods pods/log pods/status']]],
    ['scaling Deployments', [['update patch', 'apps', 'deployments/scale']]],
    ['deleting Pods', [['delete', 'core', 'pods']]],
    ['only writing Secrets', [['create update', 'core', 'secrets']]],
    ['only reading Secrets', [['get list watch', 'core', 'secrets']]],
    ['reading Flux objects', [['get', 'kustomize.toolkit.fluxcd.io', 'kustomizations']]],
  ])('not by %s', (_, rules) => {
    expect(treasureBy(inNamespace('home', rules))).toBe(false);
  });
});

describe('rights are gained by', () => {
  test.each<[string, RoleWords]>([
    [
      'binding any ClusterRole',
      [
        ['bind', rbac, 'clusterroles'],
        ['create', rbac, 'clusterrolebindings'],
      ],
    ],
    [
      'binding the one',
      [
        ['bind', rbac, 'clusterroles', 'treasure'],
        ['patch', rbac, 'clusterrolebindings'],
      ],
    ],
    ['writing more into ClusterRoles', [['escalate update', rbac, 'clusterroles']]],
    ['impersonating users', [['impersonate', 'core', 'users']]],
    ['impersonating the one user', [['impersonate', 'core', 'users', 'queen']]],
    [
      'impersonating groups',
      [
        ['impersonate', 'core', 'groups', 'royals'],
        ['impersonate', 'core', 'users', 'nobody'],
      ],
    ],
    [
      'certificates',
      [
        ['create', 'certificates.k8s.io', 'certificatesigningrequests'],
        ['update', 'certificates.k8s.io', 'certificatesigningrequests/approval'],
        ['approve', 'certificates.k8s.io', 'signers', 'kubernetes.io/kube-apiserver-client'],
      ],
    ],
    ['kubelets', [['create', 'core', 'nodes/proxy']]],
  ])('%s', (_, rules) => {
    expect(can(everywhere(rules), thief, treasure).allowed).toBe(false);
    expect(treasureBy(everywhere(rules))).toBe(true);
  });

  test.each<[string, RoleWords]>([
    [
      'binding another ClusterRole',
      [
        ['bind', rbac, 'clusterroles', 'view'],
        ['create', rbac, 'clusterrolebindings'],
      ],
    ],
    ['bind without bindings to write', [['bind', rbac, 'clusterroles']]],
    ['bindings without bind', [['*', rbac, 'clusterrolebindings rolebindings']]],
    ['roles without escalate', [['create update patch', rbac, 'clusterroles roles']]],
    ['escalate without roles to write', [['escalate', rbac, 'clusterroles']]],
    ['another user', [['impersonate', 'core', 'users', 'king']]],
    ['a group without a user', [['impersonate', 'core', 'groups']]],
    [
      'certificates of another signer',
      [
        ['*', 'certificates.k8s.io', 'certificatesigningrequests certificatesigningrequests/approval'],
        ['approve', 'certificates.k8s.io', 'signers', 'example.com/one'],
      ],
    ],
  ])('not by %s', (_, rules) => {
    expect(treasureBy(everywhere(rules))).toBe(false);
  });

  const secrets = { verb: 'get', group: '', resource: 'secrets' };

  test.each<[string, RoleWords]>([
    [
      'binding ClusterRoles',
      [
        ['bind', rbac, 'clusterroles'],
        ['create', rbac, 'rolebindings'],
      ],
    ],
    [
      'binding edit',
      [
        ['bind', rbac, 'clusterroles', 'edit'],
        ['create', rbac, 'rolebindings'],
      ],
    ],
    ['writing more into Roles', [['escalate patch', rbac, 'roles']]],
  ])('%s in a namespace, for that namespace', (_, rules) => {
    const access = inNamespace('away', rules);

    expect(canReach(access, thief, { ...secrets, namespace: 'away' }).allowed).toBe(true);
    expect(canReach(access, thief, { ...secrets, namespace: 'home' }).allowed).toBe(false);
    expect(treasureBy(access)).toBe(false);
  });
});

test('bind in one namespace is of no use in another', () => {
  const access = accessOf([
    ...world,
    role('away', 'binder', [['bind', rbac, 'clusterroles']]),
    role('home', 'writer', [['create', rbac, 'rolebindings']]),
    bind('away', 'binder', 'Role binder', 'User thief'),
    bind('home', 'writer', 'Role writer', 'User thief'),
  ]);

  expect(treasureBy(access)).toBe(false);
  expect([...reach(access, identityOf(thief))]).toHaveLength(1);
});

test('who runs Pods reads every Secret of their namespace', () => {
  const access = inNamespace('away', [['create', 'batch', 'jobs']]);
  const read = (where: string, verb: string) =>
    canReach(access, thief, { verb, group: '', resource: 'secrets', namespace: where }).allowed;

  expect(read('away', 'get')).toBe(true);
  expect(read('away', 'update')).toBe(false);
  expect(read('home', 'get')).toBe(false);
});

test('rights that are gained add to those that are held', () => {
  const reads = clusterRole('reads', [['list', 'core', 'secrets']]);
  const writes: RoleWords = [['create', 'core', 'secrets']];
  const binds: RoleWords = [
    ['bind', rbac, 'clusterroles', 'reads'],
    ['create', rbac, 'rolebindings'],
  ];
  const access = (rules: RoleWords) =>
    accessOf([...world, reads, role('home', 'tools', rules), bind('home', 'tools', 'Role tools', 'User thief')]);

  expect(treasureBy(access(writes))).toBe(false);
  expect(treasureBy(access(binds))).toBe(false);
  expect(treasureBy(access([...writes, ...binds]))).toBe(true);
});

test('who may impersonate everybody may do everything', () => {
  const access = everywhere([['impersonate', 'core', 'users groups']]);

  expect(canReach(access, thief, { verb: '*', group: '*', resource: '*' }).allowed).toBe(true);
});

test('the answer tells every step, and what allows it', () => {
  const access = accessOf([
    ...world,
    role('home', 'deployer', [['create', 'apps', 'deployments']]),
    bind('home', 'deployer', 'Role deployer', 'ServiceAccount away/runner'),
    account('away', 'runner'),
    role('away', 'token', [['create', 'core', 'serviceaccounts/token', 'runner']]),
    bind('away', 'token', 'Role token', 'User thief'),
  ]);
  const answer = canReach(access, thief, treasure);
  if (!answer.allowed) throw new Error('no');

  expect(answer.path.map(({ deed, outcome }) => `${deed}, and so ${outcome}`)).toEqual([
    'create serviceaccounts/token in away, and so act as away/runner',
    'create deployments.apps in home, and so act as home/keeper',
  ]);
  expect(answer.path.map(({ by }) => by[0]?.grant?.binding.name)).toEqual(['token', 'deployer']);
  expect(answer.right.grant).toMatchObject({
    binding: { kind: 'ClusterRoleBinding', name: 'treasure' },
    subject: { kind: 'ServiceAccount', namespace: 'home', name: 'keeper' },
    role: { kind: 'ClusterRole', name: 'treasure' },
  });
});

test('whoever is reached is told once, nearest first, also where all reach each other', () => {
  const access = accessOf([
    ...world,
    role('home', 'impersonator', [['impersonate', 'core', 'serviceaccounts']]),
    bind('home', 'impersonator', 'Role impersonator', 'Group system:serviceaccounts:home', 'User thief'),
  ]);

  expect([...reach(access, identityOf(thief))].map(({ identity }) => formatIdentity(identity))).toEqual([
    'thief',
    'home/default',
    'home/keeper',
  ]);
});

test('a binding to a role that is not known is told where nothing allows the request', () => {
  const access = accessOf([bindEverywhere('vendor', 'vendor-made', 'User thief')]);

  expect(can(access, thief, treasure)).toEqual({
    allowed: false,
    unknown: [
      {
        binding: { group: rbac, kind: 'ClusterRoleBinding', name: 'vendor' },
        role: { group: rbac, kind: 'ClusterRole', name: 'vendor-made' },
      },
    ],
  });
});
