import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ClusterSpec, TestHub, writeFile } from './support';

const prodEu: ClusterSpec = {
  environment: 'prod',
  platform: { kyverno: 'k1' },
  tenants: { billing: 'b1', search: 's1' },
};
const list = 'clusters/prod-eu/kustomization.yaml';

function listed(hub: TestHub): string[] {
  return hub
    .read(list)
    .split('\n')
    .filter((line) => line.startsWith('  - '))
    .map((line) => line.slice(4));
}

test('a tenant is published without the others', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  const before = hub.tree();

  const report = hub
    .render({ 'prod-eu': { ...prodEu, tenants: { billing: 'b2', search: 's2' } } })
    .publish({ selection: { tenants: ['billing'] } });

  expect(report).toMatchObject({
    ok: true,
    clusters: [
      {
        objects: 2,
        written: ['clusters/prod-eu/tenants/billing.yaml', 'tenants/prod-eu/billing/base/tenant.yaml'],
        deleted: [],
      },
    ],
  });
  const after = hub.tree();
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual(['.inventory/prod-eu.json', ...(report.clusters[0]?.written ?? [])]);
  expect(hub.publish({ check: true }).clusters[0]?.stale.map(({ path }) => path)).toEqual([
    '.inventory/prod-eu.json',
    'clusters/prod-eu/tenants/search.yaml',
    'tenants/prod-eu/search/base/tenant.yaml',
  ]);
});

test('a new tenant joins the lists as they were published, without those that are not selected', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();

  const tenants = { alpha: 'a2', billing: 'b2', zeta: 'z2' };
  const report = hub.render({ 'prod-eu': { ...prodEu, tenants } }).publish({ selection: { tenants: ['alpha'] } });

  expect(report.ok).toBe(true);
  expect(listed(hub)).toEqual([
    'infrastructure.yaml',
    'tenants/alpha.yaml',
    'tenants/billing.yaml',
    'tenants/search.yaml',
  ]);
  expect(hub.read('tenants/prod-eu/search/base/tenant.yaml')).toContain('s1');
});

test('a tenant that is gone leaves the lists, and its files are deleted', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();

  const tenants = { billing: 'b2', new: 'n2' };
  const report = hub.render({ 'prod-eu': { ...prodEu, tenants } }).publish({ selection: { tenants: ['search'] } });

  expect(report.clusters[0]).toMatchObject({
    written: [list],
    deleted: ['clusters/prod-eu/tenants/search.yaml', 'tenants/prod-eu/search/base/tenant.yaml'],
  });
  expect(listed(hub)).toEqual(['infrastructure.yaml', 'tenants/billing.yaml']);
  expect(hub.read('tenants/prod-eu/billing/base/tenant.yaml')).toContain('b1');
});

test('all tenants one by one give the same as all at once', () => {
  const tenants = { alpha: 'a2', billing: 'b2' };
  const next = { 'prod-eu': { ...prodEu, tenants } };
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.render(next);
  for (const tenant of ['search', 'alpha', 'billing'])
    expect(hub.publish({ selection: { tenants: [tenant] } }).ok).toBe(true);

  const atOnce = new TestHub(next);
  atOnce.publish();
  expect(hub.tree()).toEqual(atOnce.tree());
});

test('shared files that the tenant needs and that differ are named, and nothing is written', () => {
  const hub = new TestHub({ 'prod-eu': { ...prodEu, platform: { kyverno: 'k1', loki: 'l1', harbor: 'h1' } } });
  hub.publish();
  rmSync(join(hub.deploy, 'infrastructure/prod-eu/harbor'), { recursive: true });
  const before = hub.tree();

  const report = hub
    .render({
      'prod-eu': {
        ...prodEu,
        own: 'own2',
        platform: { kyverno: 'k2', harbor: 'h1', new: 'n2' },
        tenants: { billing: 'b2' },
      },
    })
    .publish({ selection: { tenants: ['billing'] } });

  expect(report.problems).toEqual([
    {
      rule: 'publish/needs',
      severity: 'error',
      cluster: 'prod-eu',
      message:
        'tenant/billing needs what is not published as rendered: ' +
        'deploy/clusters/prod-eu/infrastructure.yaml (cluster), ' +
        'deploy/infrastructure/prod-eu/harbor/release.yaml (platform/harbor), ' +
        'deploy/infrastructure/prod-eu/kyverno/release.yaml (platform/kyverno), ' +
        'deploy/infrastructure/prod-eu/new/release.yaml (platform/new).',
      fix: 'Publish the cluster first: --cluster prod-eu.',
    },
  ]);
  expect(report).toMatchObject({ ok: false, changed: false });
  expect(hub.tree()).toEqual(before);
});

test('needs are followed from owner to owner, and those of others do not count', () => {
  const needs = { 'tenant/billing': ['tenant/search'], 'tenant/search': ['platform/kyverno'] };
  const spec = { ...prodEu, platform: { kyverno: 'k1', loki: 'l1' }, needs };
  const hub = new TestHub({ 'prod-eu': spec });
  hub.publish();

  const next = { ...spec, platform: { kyverno: 'k2', loki: 'l2' }, tenants: { billing: 'b2', search: 's1' } };
  const report = hub.render({ 'prod-eu': next }).publish({ selection: { tenants: ['billing'] } });

  expect(report.problems.map(({ message }) => message)).toEqual([
    'tenant/billing needs what is not published as rendered: ' +
      'deploy/infrastructure/prod-eu/kyverno/release.yaml (platform/kyverno).',
  ]);
});

test("a line of the cluster's own in a list that the tenant shares counts as needed", () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();

  const report = hub
    .render({ 'prod-eu': { ...prodEu, listed: ['flux-system'], tenants: { billing: 'b2' } } })
    .publish({ selection: { tenants: ['billing'] } });

  expect(report.problems).toMatchObject([
    { rule: 'publish/needs', message: expect.stringMatching(`: deploy/${list}\\.$`) },
  ]);
});

test('a tenant cannot go first on a cluster', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });

  const report = hub.publish({ selection: { tenants: ['billing'] } });

  expect(report.problems).toMatchObject([
    {
      rule: 'publish/not-published',
      message: 'prod-eu has not been published as a whole yet, so tenant/billing has nothing to stand on.',
      fix: 'Publish the cluster first: --cluster prod-eu.',
    },
  ]);
});

test('an environment narrows where a tenant is published, and a cluster without it is not touched', () => {
  const fleet = (text: string) => ({
    'prod-eu': { environment: 'prod', tenants: { billing: text } },
    'prod-us': { environment: 'prod', tenants: { search: text } },
    'staging-eu': { environment: 'staging', tenants: { billing: text } },
  });
  const hub = new TestHub(fleet('v1'));
  hub.publish();

  const report = hub.render(fleet('v2')).publish({ selection: { tenants: ['billing'], environments: ['prod'] } });

  expect(report.clusters.map(({ cluster }) => cluster)).toEqual(['prod-eu']);
  expect(hub.read('tenants/staging-eu/billing/base/tenant.yaml')).toContain('v1');
});

test('only the edits to the tenant itself stand in its way', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write('tenants/prod-eu/search/base/tenant.yaml', 'by hand');
  hub.render({ 'prod-eu': { ...prodEu, tenants: { billing: 'b2', search: 's2' } } });

  expect(hub.publish({ selection: { tenants: ['billing'] } }).ok).toBe(true);
  expect(hub.publish({ selection: { tenants: ['search'] } }).problems).toMatchObject([{ rule: 'publish/edited' }]);
});

test('unknown files are reported in the folders of the tenant, not in those of others', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write('tenants/prod-eu/billing/base/mine.yaml', 'mine');
  hub.write('tenants/prod-eu/search/base/mine.yaml', 'mine');
  hub.write('README.md', 'mine');

  expect(hub.publish({ selection: { tenants: ['billing'] } })).toMatchObject({
    ok: true,
    changed: false,
    unknown: [],
    clusters: [{ unknown: ['tenants/prod-eu/billing/base/mine.yaml'] }],
  });
});

test('a list loses its last line with the tenant, and its file once it is no longer rendered', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  const path = 'clusters/prod-eu/tenants/kustomization.yaml';
  const withList = (...members: { resource: string; owner: string }[]) => {
    const index = join(hub.stage, '.index', 'clusters', 'prod-eu.json');
    const staged = JSON.parse(readFileSync(index, 'utf8'));
    writeFile(index, JSON.stringify({ ...staged, lists: [...staged.lists, { path, header: '# Tenants.', members }] }));
    return hub;
  };
  const search = { selection: { tenants: ['search'] } };
  const billing = { resource: 'billing.yaml', owner: 'tenant/billing' };
  withList({ resource: 'search.yaml', owner: 'tenant/search' }).publish();

  hub.render({ 'prod-eu': { ...prodEu, tenants: { billing: 'b1' } } });
  expect(withList(billing).publish(search).problems).toEqual([]);
  expect(hub.read(path)).toMatch(/\nresources: \[\]\n$/);

  hub.render({ 'prod-eu': prodEu });
  withList({ resource: 'search.yaml', owner: 'tenant/search' }).publish();
  hub.render({ 'prod-eu': { ...prodEu, tenants: { billing: 'b1' } } });
  expect(hub.publish(search).clusters[0]?.deleted).toContain(path);
});

test('a file that went over to another tenant stays until that one is published', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  const path = 'tenants/prod-eu/billing/base/tenant.yaml';
  const index = join(hub.stage, '.index', 'clusters', 'prod-eu.json');
  const staged = JSON.parse(readFileSync(index, 'utf8'));
  for (const file of staged.files) if (file.path === path) file.owner = 'tenant/search';
  writeFile(index, JSON.stringify(staged));
  const before = hub.tree();

  expect(hub.publish({ selection: { tenants: ['billing'] } })).toMatchObject({ ok: true, changed: false });
  expect(hub.tree()).toEqual(before);
  expect(hub.publish({ selection: { tenants: ['search'] } })).toMatchObject({
    ok: true,
    clusters: [{ written: [], inventory: true }],
  });
  expect(hub.publish({ check: true }).ok).toBe(true);
});

const namespaces = (...names: readonly string[]) =>
  names
    .map(
      (name) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  annotations:
    kustomize.toolkit.fluxcd.io/prune: disabled
`,
    )
    .join('---\n');

test('a tenant that goes without being retired is published, with a warning that the cluster keeps it', () => {
  const hub = new TestHub({ 'prod-eu': { ...prodEu, tenants: { billing: namespaces('billing'), search: 's1' } } });
  hub.publish();

  const { ok, problems } = hub.render({ 'prod-eu': { ...prodEu, tenants: {} } }).publish();

  expect(ok).toBe(true);
  expect(problems.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
    [
      'publish/kept-on-cluster',
      'warning',
      'Namespace billing stays on the cluster: Flux does not prune what is marked so, and prunes what else it had.',
    ],
  ]);
});

test('a namespace that leaves a tenant is published with the same warning, and one that is only changed without', () => {
  const withSearch = (text: string) => ({ 'prod-eu': { ...prodEu, tenants: { search: text } } });
  const hub = new TestHub(withSearch(namespaces('web', 'jobs')));
  hub.publish();

  const changed = hub.render(withSearch(`${namespaces('web', 'jobs')}  labels: {}\n`)).publish();
  const fewer = hub.render(withSearch(namespaces('web'))).publish();

  expect(changed.problems).toEqual([]);
  expect(fewer.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Namespace jobs stays on the cluster: /),
  ]);
});

test('after a synth of a selection, a publish of everything says what it does not know of', () => {
  const both = { 'prod-eu': prodEu, 'staging-eu': { environment: 'staging' } };
  const hub = new TestHub(both);
  hub.publish();

  const { ok, problems } = hub.render({ 'prod-eu': prodEu }, { complete: false }).publish({ check: true });

  expect(ok).toBe(true);
  expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
    ['publish/not-rendered', 'Only a selection was rendered: nothing is said of staging-eu.'],
  ]);
});
