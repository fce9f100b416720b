import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../lib/stage/hash';
import { retarget } from './retarget';
import { TestHub } from './support';

const prodEu = { environment: 'prod', platform: { kyverno: 'k1' }, tenants: { billing: 'b1' } };
const own = 'clusters/prod-eu/infrastructure.yaml';
const base = 'tenants/prod-eu/billing/base/tenant.yaml';

test('a first publish writes every rendered file and an inventory of them', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });

  const report = hub.publish();

  expect(report).toEqual({
    ok: true,
    changed: true,
    check: false,
    problems: [],
    contracts: { written: [], deleted: [], unchanged: 0, edited: [], stale: [] },
    unknown: [],
    clusters: [
      {
        cluster: 'prod-eu',
        environment: 'prod',
        objects: 4,
        written: [
          own,
          'clusters/prod-eu/kustomization.yaml',
          'clusters/prod-eu/tenants/billing.yaml',
          'infrastructure/prod-eu/kyverno/release.yaml',
          base,
        ],
        restored: [],
        deleted: [],
        unchanged: 0,
        inventory: true,
        unknown: [],
        edited: [],
        stale: [],
      },
    ],
  });
  const { '.inventory/prod-eu.json': inventory, ...files } = hub.tree();
  expect(files).toEqual({
    [own]: '# Generated for prod-eu.\nown\n',
    'clusters/prod-eu/kustomization.yaml':
      '# Generated for prod-eu.\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n' +
      '  - infrastructure.yaml\n  - tenants/billing.yaml\n',
    'clusters/prod-eu/tenants/billing.yaml': '# Generated for prod-eu.\nb1\n',
    'infrastructure/prod-eu/kyverno/release.yaml': '# Generated for prod-eu.\nk1\n',
    [base]: '# Generated for prod-eu.\nb1\n',
  });
  const hash = (path: string) => sha256(files[path] ?? '');
  expect(inventory).toBe(`{
  "format": 1,
  "cluster": "prod-eu",
  "environment": "prod",
  "bootstrapFiles": [],
  "files": [
    {"path":"${own}","sha256":"${hash(own)}","owner":"cluster"},
    {"path":"clusters/prod-eu/tenants/billing.yaml","sha256":"${hash(base)}","owner":"tenant/billing"},
    {"path":"infrastructure/prod-eu/kyverno/release.yaml","sha256":"${hash('infrastructure/prod-eu/kyverno/release.yaml')}","owner":"platform/kyverno"},
    {"path":"${base}","sha256":"${hash(base)}","owner":"tenant/billing"}
  ],
  "lists": [
    {"path":"clusters/prod-eu/kustomization.yaml","sha256":"${hash('clusters/prod-eu/kustomization.yaml')}","header":"# Generated for prod-eu.","members":[{"resource":"infrastructure.yaml","owner":"cluster"},{"resource":"tenants/billing.yaml","owner":"tenant/billing"}]}
  ]
}
`);
});

test('a second publish of the same changes nothing, not even a time', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  for (const path of Object.keys(hub.tree())) utimesSync(join(hub.deploy, path), 1, 1);

  const report = hub.publish();

  expect(report).toMatchObject({
    ok: true,
    changed: false,
    clusters: [{ written: [], unchanged: 5, inventory: false }],
  });
  for (const path of Object.keys(hub.tree())) expect(statSync(join(hub.deploy, path)).mtimeMs).toBe(1000);
});

test('only what differs is written', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  for (const path of Object.keys(hub.tree())) utimesSync(join(hub.deploy, path), 1, 1);

  const report = hub.render({ 'prod-eu': { ...prodEu, own: 'own2' } }).publish();

  expect(report.clusters[0]).toMatchObject({
    written: [own],
    restored: [],
    deleted: [],
    unchanged: 4,
    inventory: true,
  });
  const rewritten = Object.keys(hub.tree()).filter((path) => statSync(join(hub.deploy, path)).mtimeMs !== 1000);
  expect(rewritten).toEqual(['.inventory/prod-eu.json', own]);
  expect(hub.read(own)).toBe('# Generated for prod-eu.\nown2\n');
});

test('what is no longer rendered is deleted, and the folders that this empties', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();

  const report = hub.render({ 'prod-eu': { ...prodEu, tenants: {} } }).publish();

  expect(report.clusters[0]).toMatchObject({
    written: ['clusters/prod-eu/kustomization.yaml'],
    deleted: ['clusters/prod-eu/tenants/billing.yaml', base],
  });
  expect(readdirSync(hub.deploy).sort()).toEqual(['.inventory', 'clusters', 'infrastructure']);
  expect(hub.read('clusters/prod-eu/kustomization.yaml')).not.toContain('billing');
});

test('a rendered file that is missing is restored', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  const before = hub.tree();
  rmSync(join(hub.deploy, base));
  rmSync(join(hub.deploy, 'clusters'), { recursive: true });

  const report = hub.publish();

  expect(report.clusters[0]).toMatchObject({
    written: [],
    restored: [own, 'clusters/prod-eu/kustomization.yaml', 'clusters/prod-eu/tenants/billing.yaml', base],
    unchanged: 1,
    inventory: false,
  });
  expect(hub.tree()).toEqual(before);
});

test('files are changed before any is deleted, the journal comes before both and the inventory after', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.render({ 'prod-eu': { ...prodEu, own: 'own2', tenants: {} } });

  const steps = hub.steps().map((step) => `${step.do} ${step.path}`);

  expect(steps.filter((step) => !step.startsWith('make-folder'))).toEqual([
    'write .inventory/.prod-eu.next.flux-hub.tmp',
    'rename .inventory/.prod-eu.next.flux-hub.tmp',
    'copy clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp',
    'rename clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp',
    'write clusters/prod-eu/.kustomization.yaml.flux-hub.tmp',
    'rename clusters/prod-eu/.kustomization.yaml.flux-hub.tmp',
    'delete clusters/prod-eu/tenants/billing.yaml',
    'delete tenants/prod-eu/billing/base/tenant.yaml',
    'remove-folder tenants/prod-eu/billing/base',
    'remove-folder tenants/prod-eu/billing',
    'remove-folder tenants/prod-eu',
    'remove-folder tenants',
    'remove-folder clusters/prod-eu/tenants',
    'write .inventory/.prod-eu.json.flux-hub.tmp',
    'rename .inventory/.prod-eu.json.flux-hub.tmp',
    'delete .inventory/prod-eu.next',
  ]);
});

test('a problem of one cluster keeps every cluster from being written', () => {
  const hub = new TestHub({ 'prod-eu': prodEu, 'prod-us': prodEu });
  hub.publish();
  hub.write('clusters/prod-us/infrastructure.yaml', 'by hand');
  const before = hub.tree();

  const report = hub.render({ 'prod-eu': { ...prodEu, own: 'own2' }, 'prod-us': { ...prodEu, own: 'own2' } }).publish();

  expect(report).toMatchObject({ ok: false, changed: false, clusters: [{ written: [] }, { written: [] }] });
  expect(hub.tree()).toEqual(before);
});

test('the problems of all clusters are reported at once', () => {
  const hub = new TestHub({ 'prod-eu': prodEu, 'prod-us': prodEu });
  hub.publish();
  hub.write('clusters/prod-eu/infrastructure.yaml', 'by hand');
  hub.write('clusters/prod-us/infrastructure.yaml', 'by hand');

  expect(hub.publish().problems).toMatchObject([
    { rule: 'publish/edited', cluster: 'prod-eu' },
    { rule: 'publish/edited', cluster: 'prod-us' },
  ]);
});

test('a file that goes over from one cluster to another is neither lost nor taken for edited', () => {
  const hub = new TestHub();
  const moved = { environment: 'prod' };
  hub.render({ a: moved }).publish();
  // the new cluster renders the old one's paths
  hub.render({ b: moved });

  retarget(hub.stage, 'b', 'clusters/b', 'clusters/a');

  const report = hub.publish({ removeClusters: ['a'] });

  expect(report.problems).toEqual([]);
  expect(Object.keys(hub.tree())).toEqual([
    '.inventory/b.json',
    'clusters/a/infrastructure.yaml',
    'clusters/a/kustomization.yaml',
  ]);
  expect(hub.read('clusters/a/infrastructure.yaml')).toBe('# Generated for b.\nown\n');
});

test('a cluster cannot take a path of one that is not published along', () => {
  const hub = new TestHub();
  hub.render({ a: { environment: 'prod' }, b: { environment: 'prod' } }).publish({ selection: { clusters: ['a'] } });
  retarget(hub.stage, 'b', 'clusters/b', 'clusters/a');
  const before = hub.tree();

  const report = hub.publish({ selection: { clusters: ['b'] } });

  expect(report.problems).toMatchObject([
    {
      rule: 'publish/two-clusters',
      message: 'b and a both claim clusters/a/infrastructure.yaml, clusters/a/kustomization.yaml.',
    },
  ]);
  expect(hub.tree()).toEqual(before);
});
