import type { Manifest } from 'cdk8s-flux-hub';
import { describe, expect, test } from 'vitest';
import { hub } from '../../hub';
import { defaultLayout } from '../../lib/hub/layout';
import { renderCluster } from '../../lib/hub/render-cluster';
import { accessOf } from '../../lib/rbac/access';
import { isolation } from '../../lib/rbac/isolation';
import type { RoleWords } from '../../lib/rbac/role-words';
import { tenantNamespaces } from '../../lib/stage/tenant-namespaces';
import { account, bind, bindEverywhere, clusterRole, namespace, role } from './roles';

describe.each(hub.clusters)('on $name of the example fleet', (definition) => {
  const { objects } = renderCluster(definition, {
    hub: hub.context,
    layout: defaultLayout,
    encryptedFiles: 'read',
    write: () => {},
  });
  const manifests = objects.map(({ manifest }) => manifest);
  const tenants = tenantNamespaces(objects);

  test('no ServiceAccount of a tenant leaves it', () => {
    const rows = isolation(accessOf(manifests), tenants);

    expect(rows.map(({ serviceAccount }) => serviceAccount)).toContain('billing/reconciler');
    expect(rows.map(({ serviceAccount }) => serviceAccount)).toContain('billing/default');
    expect(rows.filter(({ breaches }) => breaches.length > 0)).toEqual([]);
  });

  test('one that is bound to cluster-admin leaves it every way', () => {
    const rogue = bindEverywhere('rogue', 'cluster-admin', 'ServiceAccount billing/test');
    const [row] = isolation(accessOf([...manifests, rogue, account('billing', 'test')]), tenants).filter(
      ({ serviceAccount }) => serviceAccount === 'billing/test',
    );

    expect(row?.breaches.map(({ boundary, path }) => [boundary, path.length])).toEqual([
      ['cluster', 0],
      ['namespace', 0],
      ['secrets', 0],
    ]);
  });

  test('and so does whoever can run a Pod under that one', () => {
    const rogue = bindEverywhere('rogue', 'cluster-admin', 'ServiceAccount billing/test');
    const rows = isolation(accessOf([...manifests, rogue]), tenants);
    const reconciler = rows.find(({ serviceAccount }) => serviceAccount === 'billing/reconciler');

    expect(reconciler?.breaches.map(({ path }) => path.map(({ outcome }) => outcome))).toEqual([
      ['act as billing/test'],
      ['act as billing/test'],
      ['act as billing/test'],
    ]);
  });
});

describe('a ServiceAccount', () => {
  const tenants = [
    { tenant: 'ours', namespaces: ['ours', 'ours-too'] },
    { tenant: 'theirs', namespaces: ['theirs'] },
  ];
  const cluster: readonly Manifest[] = ['ours', 'ours-too', 'theirs', 'platform'].map(namespace);
  const breaches = (...manifests: readonly Manifest[]) =>
    isolation(accessOf([...cluster, ...manifests]), tenants)
      .find(({ serviceAccount }) => serviceAccount === 'ours/default')
      ?.breaches.map(({ what }) => what);
  const everywhere = (rules: RoleWords) => [
    clusterRole('any', rules),
    bindEverywhere('any', 'any', 'ServiceAccount ours/default'),
  ];
  const inside = (where: string, rules: RoleWords) => [
    role(where, 'any', rules),
    bind(where, 'any', 'Role any', 'ServiceAccount ours/default'),
  ];

  test.each<[string, readonly Manifest[], string]>([
    [
      'creates what belongs to the cluster',
      everywhere([['create', 'example.com', 'widgets']]),
      'create widgets in the whole cluster',
    ],
    [
      'writes into all namespaces',
      everywhere([['patch', 'core', 'configmaps']]),
      'patch configmaps in the whole cluster',
    ],
    [
      'changes one object of the cluster',
      everywhere([['delete', 'core', 'nodes', 'worker']]),
      'delete nodes in the whole cluster',
    ],
    [
      'is cluster-admin in its namespace',
      [bind('ours', 'any', 'ClusterRole cluster-admin', 'ServiceAccount ours/default')],
      'update namespaces/ours',
    ],
    [
      'reads a Secret of another tenant',
      inside('theirs', [['get', 'core', 'secrets', 'one']]),
      'get secrets in theirs',
    ],
    ['lists Secrets of the platform', inside('platform', [['list', 'core', 'secrets']]), 'list secrets in platform'],
    ['reads all Secrets', everywhere([['watch', 'core', '*']]), 'watch secrets in flux-system'],
    ['mounts the Secrets of another tenant', inside('theirs', [['create', 'core', 'pods']]), 'get secrets in theirs'],
    [
      'shares a group that may',
      [bind('theirs', 'any', 'ClusterRole edit', 'Group system:serviceaccounts:ours')],
      'get secrets in theirs',
    ],
    [
      'relabels the Namespace of another tenant',
      inside('theirs', [['patch', 'core', 'namespaces']]),
      'patch namespaces/theirs',
    ],
  ])('that %s is a breach', (_, manifests, what) => {
    expect(breaches(...manifests)).toEqual([what]);
  });

  test.each<[string, readonly Manifest[]]>([
    ['is bound to nothing', []],
    [
      'is admin of its namespaces',
      ['ours', 'ours-too'].map((where) => bind(where, 'any', 'ClusterRole admin', 'ServiceAccount ours/default')),
    ],
    ['reads what belongs to the cluster', everywhere([['get list watch', 'core', 'nodes namespaces']])],
    ['asks what it may', everywhere([['create', 'authorization.k8s.io authentication.k8s.io', '*']])],
    ['reads ConfigMaps of another tenant', inside('theirs', [['get', 'core', 'configmaps']])],
  ])('that %s is none', (_, manifests) => {
    expect(breaches(...manifests)).toEqual([]);
  });
});

describe('of tenants that are alike', () => {
  const tenants = ['one', 'two', 'three'].map((tenant) => ({ tenant, namespaces: [tenant] }));
  const alike = tenants.flatMap(({ tenant }) => [
    namespace(tenant),
    bind(tenant, 'team', 'ClusterRole admin', `ServiceAccount ${tenant}/default`),
    bind('shared', `enters-${tenant}`, 'Role enter', `ServiceAccount ${tenant}/default`),
  ]);
  const shared = [account('shared', 'worker'), role('shared', 'enter', [['create', 'core', 'pods/exec']])];
  const leaving = (...manifests: readonly Manifest[]) =>
    isolation(accessOf([...alike, ...manifests]), tenants)
      .filter(({ breaches }) => breaches.length > 0)
      .map(({ serviceAccount }) => serviceAccount);

  test('none leaves where none has a way out', () => {
    expect(leaving(...shared)).toEqual([]);
  });

  test('those leave to whom the namespace is foreign that a shared account leads to', () => {
    const look = role('one', 'look', [['get', 'core', 'secrets']]);
    const bound = bind('one', 'look', 'Role look', 'ServiceAccount shared/worker');

    expect(leaving(...shared, look, bound)).toEqual(['two/default', 'three/default']);
  });

  test('one leaves whose Role of the same name allows more', () => {
    const work = (where: string, resources: string) => [
      role(where, 'work', [['get patch', 'core', resources]]),
      bind(where, 'work', 'Role work', `ServiceAccount ${where}/default`),
    ];

    const same = [...work('one', 'configmaps'), ...work('three', 'configmaps')];
    expect(leaving(...same, ...work('two', 'namespaces'))).toEqual(['two/default']);
  });

  test('one leaves that is bound in the namespace of another', () => {
    expect(leaving(bind('three', 'guest', 'ClusterRole admin', 'ServiceAccount two/default'))).toEqual(['two/default']);
  });
});
