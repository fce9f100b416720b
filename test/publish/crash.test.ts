import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEvent, errorsOf, type Fleet, goneFrom, happens, type OfPeople } from './history';
import { inputs, TestHub, version } from './support';

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
  const staging = (own: string) => ({ 'staging-eu': { environment: 'staging', own } });
  const rest = { 'prod-eu': second['prod-eu'] ?? prod, ...staging('v2') };
  const removal = { removeClusters: ['prod-us'] };
  const expected = undisturbed(rest);
  for (let step = 0; ; step++) {
    const hub = new TestHub({ ...second, ...staging('v1') });
    hub.publish();
    if (!hub.render(rest).publishUntil(step, removal)) break;
    expect({ step, problems: hub.publish(removal).problems }).toEqual({ step, problems: [] });
    expect(hub.tree()).toEqual(expected);
  }
});

/** `prod-us` under another name, with what it had, and a tenant of `prod-eu` that went there. */
const renamed: Fleet = {
  'prod-eu': { ...prod, own: 'v2', tenants: { old: 'o1' }, contracts: { old: 'c1' } },
  'prod-west': {
    environment: 'west',
    platform: { loki: 'l1' },
    tenants: { billing: 'b1', search: 's2' },
    contracts: { billing: 'c2', search: 'c1' },
  },
};

test('however often publishes die, and people edit, a publish that may overwrite ends as if nothing had happened', () => {
  const fleets = new Map([first, second, third, renamed].map((fleet) => [fleet, undisturbed(fleet)]));
  const fleet = fc.constantFrom(...fleets.keys());
  fc.assert(
    fc.property(fc.array(anyEvent(fleet), { maxLength: 8 }), fleet, (history, last) => {
      const hub = new TestHub(first);
      hub.publish();
      const ofPeople: OfPeople = { edited: new Map(), added: new Map() };
      for (const event of history) happens(event, hub, ofPeople);

      const removeClusters = goneFrom(hub.render(last), last);
      const report = hub.publish({ removeClusters, overwriteEdited: true });

      expect(errorsOf(report)).toEqual([]);
      expect(hub.tree()).toEqual({ ...fleets.get(last), ...Object.fromEntries(ofPeople.added) });
      const kept = [...report.unknown, ...report.clusters.flatMap(({ unknown }) => unknown)];
      expect(kept.sort()).toEqual([...ofPeople.added.keys()].sort());
      expect(hub.publish()).toMatchObject({ ok: true, changed: false });
    }),
    { numRuns: 40 },
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
  const emptied = hub
    .render(third)
    .steps()
    .findIndex((step) => step.do === 'remove-folder' && step.path === 'contracts');
  expect(emptied).toBeGreaterThan(0);
  hub.publishUntil(emptied);

  expect(hub.publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed(third));
});

test('nothing is left of a cluster that was given up after a first publish died at its first file', () => {
  const hub = new TestHub(second);
  hub.publish();
  const begun = hub
    .render({ ...second, 'prod-west': prod })
    .steps()
    .findIndex(({ path }) => path === '.inventory/.prod-west.next.flux-hub.tmp');
  hub.publishUntil(begun);

  expect(begun).toBeGreaterThan(0);
  expect(hub.render(second).publish()).toMatchObject({ ok: true, problems: [], unknown: [] });
  expect(hub.tree()).toEqual(undisturbed(second));
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
