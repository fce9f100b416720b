import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitStatus } from '../../lib/publish/report';
import { TestHub } from './support';

const gotk = 'clusters/prod-eu/flux-system/gotk-sync.yaml';
const fleet = {
  'prod-eu': { environment: 'prod', platform: { kyverno: 'k1' }, tenants: { billing: 'b1', search: 's1' } },
  'staging-eu': { environment: 'staging' },
};

test('a check of an empty tree writes nothing at all and lists everything', () => {
  const hub = new TestHub(fleet);

  const report = hub.publish({ check: true });

  expect(report).toMatchObject({ ok: false, changed: false, check: true, problems: [] });
  expect(exitStatus(report)).toBe(1);
  expect(report.clusters.map(({ cluster, stale }) => [cluster, stale.length])).toEqual([
    ['prod-eu', 8],
    ['staging-eu', 3],
  ]);
  expect(existsSync(hub.deploy)).toBe(false);
});

test('a check of what was just published is fine', () => {
  const hub = new TestHub(fleet);
  hub.publish();

  const report = hub.publish({ check: true });

  expect(report).toMatchObject({ ok: true, changed: false, clusters: [{ stale: [] }, { stale: [] }] });
  expect(exitStatus(report)).toBe(0);
});

test('a check lists per cluster what would be written, restored and deleted, and what was edited', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  rmSync(join(hub.deploy, 'infrastructure/prod-eu/kyverno/release.yaml'));
  hub.write('tenants/prod-eu/billing/base/tenant.yaml', 'by hand');
  const before = hub.tree();
  const { 'prod-eu': prodEu } = fleet;
  hub.render({ ...fleet, 'prod-eu': { ...prodEu, own: 'own2', tenants: { billing: 'b1' }, bootstrapFiles: [gotk] } });

  const report = hub.publish({ check: true });

  expect(report).toMatchObject({ ok: false, changed: false, problems: [{ rule: 'publish/edited' }] });
  expect(report.clusters).toMatchObject([
    {
      cluster: 'prod-eu',
      environment: 'prod',
      written: [],
      restored: [],
      deleted: [],
      inventory: false,
      edited: ['tenants/prod-eu/billing/base/tenant.yaml'],
      stale: [
        { path: '.inventory/prod-eu.json', change: 'write' },
        { path: gotk, change: 'write' },
        { path: 'clusters/prod-eu/infrastructure.yaml', change: 'write' },
        { path: 'clusters/prod-eu/kustomization.yaml', change: 'write' },
        { path: 'clusters/prod-eu/tenants/search.yaml', change: 'delete' },
        { path: 'infrastructure/prod-eu/kyverno/release.yaml', change: 'restore' },
        { path: 'tenants/prod-eu/billing/base/tenant.yaml', change: 'edited' },
        { path: 'tenants/prod-eu/search/base/tenant.yaml', change: 'delete' },
      ],
    },
    { cluster: 'staging-eu', environment: 'staging', stale: [] },
  ]);
  expect(hub.tree()).toEqual(before);
});

test('a check of a selection does not mind what else is stale', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.render({ ...fleet, 'staging-eu': { environment: 'staging', own: 'own2' } });

  expect(hub.publish({ check: true, selection: { environments: ['prod'] } }).ok).toBe(true);
  expect(hub.publish({ check: true, selection: { environments: ['staging'] } }).ok).toBe(false);
  expect(hub.publish({ check: true, selection: { tenants: ['billing'] } }).ok).toBe(true);
});

test('what a stopped publish left behind is stale', () => {
  const hub = new TestHub(fleet);
  hub.publishUntil(1);

  expect(hub.publish({ check: true }).clusters[0]?.stale[0]).toEqual({
    path: '.inventory/.prod-eu.next.flux-hub.tmp',
    change: 'delete',
  });
  hub.publishUntil(hub.steps().length - 1);
  const stale = hub.publish({ check: true }).clusters.flatMap((cluster) => cluster.stale);
  expect(stale).toEqual([{ path: '.inventory/staging-eu.next', change: 'delete' }]);
});
