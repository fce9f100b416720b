import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatReport } from '../../lib/publish/format-report';
import { TestHub } from './support';

const fleet = {
  'prod-eu': { environment: 'prod', platform: { kyverno: 'k1' }, tenants: { billing: 'b1' } },
  'prod-sydney': { environment: 'prod' },
  'staging-eu': { environment: 'staging' },
};
const changed = { ...fleet, 'prod-eu': { ...fleet['prod-eu'], own: 'own2', tenants: {} } };

test('a report has a line for each cluster and a total', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('clusters/prod-sydney/mine.yaml', 'mine');
  hub.write('README.md', 'mine');
  rmSync(join(hub.deploy, 'infrastructure'), { recursive: true });

  expect(formatReport(hub.render(changed).publish())).toBe(`prod
  prod-eu      2 objects, 2 written, 1 restored, 2 deleted
  prod-sydney  1 object, no changes
    kept, not ours: clusters/prod-sydney/mine.yaml
staging
  staging-eu   1 object, no changes
kept, not ours: README.md
3 clusters, 4 objects: 2 written, 1 restored, 2 deleted`);
});

test('a report says when nothing changed', () => {
  const hub = new TestHub({ 'staging-eu': fleet['staging-eu'] });
  hub.publish();

  expect(formatReport(hub.publish())).toBe(`staging
  staging-eu  1 object, no changes
1 cluster, 1 object: no changes`);
});

test('a report of a check lists what is stale', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('clusters/prod-sydney/infrastructure.yaml', 'by hand');
  rmSync(join(hub.deploy, 'infrastructure'), { recursive: true });

  expect(formatReport(hub.render(changed).publish({ check: true }))).toBe(`prod
  prod-eu      2 objects, 6 stale
    would write   .inventory/prod-eu.json
    would write   clusters/prod-eu/infrastructure.yaml
    would write   clusters/prod-eu/kustomization.yaml
    would delete  clusters/prod-eu/tenants/billing.yaml
    would restore infrastructure/prod-eu/kyverno/release.yaml
    would delete  tenants/prod-eu/billing/base/tenant.yaml
  prod-sydney  1 object, 1 stale
    edited        clusters/prod-sydney/infrastructure.yaml
staging
  staging-eu   1 object, up to date
3 clusters, 4 objects: 7 files stale`);
});

test('a report of what was refused says that nothing was written', () => {
  const hub = new TestHub({ 'staging-eu': fleet['staging-eu'] });
  hub.publish();
  hub.write('clusters/staging-eu/infrastructure.yaml', 'by hand');

  expect(formatReport(hub.publish())).toBe(`staging
  staging-eu  1 object, untouched
1 cluster, 1 object: nothing was written, 1 problem`);
});
