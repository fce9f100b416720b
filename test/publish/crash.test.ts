import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterSpec, inputs, TestHub, version } from './support';

type Fleet = Record<string, ClusterSpec>;

const bootstrapFiles = ['clusters/prod-eu/flux-system/gotk-sync.yaml'];
const prod = { environment: 'prod', bootstrapFiles };
const first: Fleet = {
  'prod-eu': {
    ...prod,
    platform: { kyverno: 'k1', loki: 'l1' },
    tenants: { billing: 'b1', old: 'o1' },
    contracts: { billing: 'c1', old: 'c1' },
  },
  'prod-us': { environment: 'prod', tenants: { billing: 'b1' } },
};
const second: Fleet = {
  'prod-eu': {
    ...prod,
    own: 'v2',
    platform: { kyverno: 'k2' },
    tenants: { billing: 'b2', search: 's2' },
    contracts: { billing: 'c2' },
  },
  'prod-us': { environment: 'prod', tenants: { billing: 'b2' }, contracts: { billing: 'c1' } },
};
const third: Fleet = {
  'prod-eu': { ...prod, own: 'v3', platform: { kyverno: 'k3' }, tenants: { billing: 'b3', shop: 's3' } },
  'prod-us': { environment: 'prod', tenants: { search: 's3' } },
};

/** The tree after publishes of which none was stopped. */
function undisturbed(...fleets: Fleet[]): Record<string, string> {
  const hub = new TestHub();
  for (const fleet of fleets) hub.render(fleet).publish();
  return hub.tree();
}

test.each([
  ['the first publish', [], first],
  ['a later publish', [first], second],
])(
  'whichever step %s dies at, a second run completes it',
  (_, published, last) => {
    const expected = undisturbed(...published, last);
    let died = true;
    let step = 0;
    for (; died; step++) {
      const hub = new TestHub();
      for (const fleet of published) hub.render(fleet).publish();
      died = hub.render(last).publishUntil(step);

      const report = hub.publish();

      expect({ step, ok: report.ok, problems: report.problems }).toEqual({ step, ok: true, problems: [] });
      expect(hub.tree()).toEqual(expected);
    }
    expect(step).toBeGreaterThan(30);
  },
  60_000,
);

test('whichever step a publish dies at, publishing something else refuses none of its files', () => {
  const expected = undisturbed(first, third);
  for (let [step, died] = [0, true]; died; step++) {
    const hub = new TestHub(first);
    hub.publish();
    died = hub.render(second).publishUntil(step);

    const report = hub.render(third).publish();

    expect({ step, ok: report.ok, problems: report.problems }).toEqual({ step, ok: true, problems: [] });
    expect(hub.tree()).toEqual(expected);
  }
}, 60_000);

test('whichever step the removal of a cluster dies at, a second run completes it', () => {
  const rest = { 'prod-eu': first['prod-eu'] ?? prod };
  const removal = { removeClusters: ['prod-us'] };
  const expected = undisturbed(rest);
  for (let step = 0; ; step++) {
    const hub = new TestHub(first);
    hub.publish();
    if (!hub.render(rest).publishUntil(step, removal)) break;
    expect(hub.publish(removal).problems).toEqual([]);
    expect(hub.tree()).toEqual(expected);
  }
});

test('however often publishes die, of clusters or tenants, the last one ends as if none had', () => {
  const fleet = fc.constantFrom(first, second, third);
  const selection = fc.constantFrom(
    {},
    { tenants: ['billing'] },
    { clusters: ['prod-eu'] },
    { clusters: ['prod-us'], tenants: ['search'] },
  );
  const died = fc.record({ fleet, selection, step: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(died, { maxLength: 6 }), fleet, (history, last) => {
      const hub = new TestHub(first);
      hub.publish();
      for (const { fleet, selection, step } of history) {
        hub.render(fleet);
        if (hub.publish({ selection, check: true }).problems.length === 0) hub.publishUntil(step, { selection });
      }

      const report = hub.render(last).publish();

      expect(report.problems).toEqual([]);
      expect(hub.tree()).toEqual(undisturbed(last));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('what a stopped publish left of a contract goes with its tenant', () => {
  const hub = new TestHub(second);
  hub.publish();
  const written = hub
    .render(first)
    .steps()
    .findIndex(({ path }) => path === 'contracts/.old.json.flux-hub.tmp');
  hub.publishUntil(written + 1);

  expect(written).toBeGreaterThan(0);
  expect(hub.render(second).publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed(second));
});

test('the folder of contracts goes with the last of them, also when a publish dies in between', () => {
  const hub = new TestHub(first);
  hub.publish();
  const steps = hub.render(third).steps();
  expect(steps.at(-1)).toEqual({ do: 'remove-folder', path: 'contracts' });
  hub.publishUntil(steps.length - 1);

  expect(hub.publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed(third));
});

test('publishing a tenant keeps in mind what a stopped publish of the cluster wrote beside it', () => {
  const fleet = (own: string) => ({ 'prod-eu': { ...prod, own, tenants: { billing: own, search: own } } });
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  const file = 'clusters/prod-eu/infrastructure.yaml';
  const written = hub
    .render(fleet('v2'))
    .steps()
    .findIndex((step) => step.do === 'rename' && step.to === file);
  hub.publishUntil(written + 1);

  expect(hub.publish({ selection: { tenants: ['billing'] } }).problems).toEqual([]);
  expect(hub.render(fleet('v3')).publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed(fleet('v3')));
});

test('after kill -9 a second run completes the job', () => {
  const tenants = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`team-${index}`, 'v1']));
  const fleet = { 'prod-eu': { environment: 'prod', tenants } };
  const hub = new TestHub(fleet);
  const request = { stage: hub.stage, deploy: hub.deploy, inputs, version };
  const script = `
    const fs = require('node:fs');
    const { renameSync } = fs;
    let renamed = 0;
    fs.renameSync = (from, to) => (++renamed === 80 ? process.kill(process.pid, 'SIGKILL') : renameSync(from, to));
    require(${JSON.stringify(join(__dirname, '../../lib/publish/publish.ts'))}).publish(${JSON.stringify(request)});
  `;

  const child = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' });

  expect(child).toMatchObject({ signal: 'SIGKILL', stderr: '' });
  expect(Object.keys(hub.tree()).filter((path) => path.endsWith('.tmp'))).toHaveLength(1);
  expect(hub.publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed(fleet));
}, 60_000);
