import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterSpec, inputs, TestHub, version } from './support';

type Fleet = Record<string, ClusterSpec>;

const bootstrapFiles = ['clusters/prod-eu/flux-system/gotk-sync.yaml'];
const prod = { environment: 'prod', bootstrapFiles };
const first: Fleet = {
  'prod-eu': { ...prod, platform: { kyverno: 'k1', loki: 'l1' }, tenants: { billing: 'b1', old: 'o1' } },
  'prod-us': { environment: 'prod', tenants: { billing: 'b1' } },
};
const second: Fleet = {
  'prod-eu': { ...prod, own: 'v2', platform: { kyverno: 'k2' }, tenants: { billing: 'b2', search: 's2' } },
  'prod-us': { environment: 'prod', tenants: { billing: 'b2' } },
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

test('after kill -9 a second run completes the job', async () => {
  const many = (text: string) => Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`team-${index}`, text]));
  const hub = new TestHub({ 'prod-eu': { environment: 'prod', tenants: many('v2') } });
  const request = { stage: hub.stage, deploy: hub.deploy, inputs, version };
  const module = join(__dirname, '../../lib/publish/publish.ts');
  const script = `require(${JSON.stringify(module)}).publish(${JSON.stringify(request)})`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  while (child.exitCode === null && !hasSome(join(hub.deploy, 'clusters/prod-eu/tenants'))) await sleep(1);
  child.kill('SIGKILL');

  expect(await ended).toBe('SIGKILL');
  expect(hub.publish({ check: true }).ok).toBe(false);
  expect(hub.publish().problems).toEqual([]);
  expect(hub.tree()).toEqual(undisturbed({ 'prod-eu': { environment: 'prod', tenants: many('v2') } }));
}, 60_000);

function hasSome(folder: string): boolean {
  try {
    return readdirSync(folder).length > 20;
  } catch {
    return false;
  }
}
