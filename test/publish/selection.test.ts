import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PublishReport } from '../../lib/publish/report';
import { TestHub } from './support';

const fleet = (text: string) => ({
  'staging-eu': { environment: 'staging', own: text, tenants: { billing: text } },
  'prod-eu': { environment: 'prod', own: text, tenants: { billing: text } },
  'prod-us': { environment: 'prod', own: text, tenants: { search: text } },
});

function changedPaths(before: Record<string, string>, after: Record<string, string>): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]);
}

test.each([
  ['an environment', { environments: ['staging'] }, ['staging-eu']],
  ['a cluster', { clusters: ['prod-us'] }, ['prod-us']],
  ['two environments', { environments: ['staging', 'prod'] }, ['prod-eu', 'prod-us', 'staging-eu']],
  [
    'an environment and a cluster, which narrow each other',
    { environments: ['prod'], clusters: ['prod-us', 'staging-eu'] },
    ['prod-us'],
  ],
  ['nothing, which is everything', {}, ['prod-eu', 'prod-us', 'staging-eu']],
])('publishing %s touches that alone', (_, selection, clusters) => {
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  const before = hub.tree();

  const report = hub.render(fleet('v2')).publish({ selection });

  expect(report.ok).toBe(true);
  expect(report.clusters.map(({ cluster }) => cluster)).toEqual(clusters);
  const touched = new Set(changedPaths(before, hub.tree()).map((path) => /(staging|prod)-(eu|us)/.exec(path)?.[0]));
  expect([...touched].sort()).toEqual(clusters);
});

test('a missing or edited file of what is not selected is left alone', () => {
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  hub.write('clusters/prod-eu/infrastructure.yaml', 'by hand');
  rmSync(join(hub.deploy, 'clusters/prod-us'), { recursive: true });

  const report = hub.render(fleet('v2')).publish({ selection: { environments: ['staging'] } });

  expect(report.ok).toBe(true);
  expect(hub.read('clusters/prod-eu/infrastructure.yaml')).toBe('by hand');
  expect(Object.keys(hub.tree()).filter((path) => path.startsWith('clusters/prod-us'))).toEqual([]);
});

test.each([
  [{ environments: ['stagin'] }, 'No environment is called stagin.', 'Did you mean staging?'],
  [{ clusters: ['prod-ue'] }, 'No cluster is called prod-ue.', 'Did you mean prod-eu?'],
  [{ tenants: ['biling'] }, 'No tenant is called biling.', 'Did you mean billing?'],
  [{ tenants: ['zzz'] }, 'No tenant is called zzz.', 'Use one of billing, search.'],
])('%j names nothing that there is', (selection, message, fix) => {
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  const before = hub.tree();

  const report = hub.render(fleet('v2')).publish({ selection });

  expect(report).toMatchObject({ ok: false, changed: false });
  expect(report.problems).toEqual([
    { rule: 'publish/unknown-name', severity: 'error', message, fix, cluster: undefined },
  ]);
  expect(hub.tree()).toEqual(before);
});

test('a selection that matches nothing is an error', () => {
  const hub = new TestHub(fleet('v1'));

  expect(hub.publish({ selection: { environments: ['staging'], clusters: ['prod-eu'] } }).problems).toMatchObject([
    { rule: 'publish/nothing-selected', message: 'The selection matches nothing.' },
  ]);
  expect(hub.publish({ selection: { environments: ['staging'], tenants: ['search'] } }).problems).toMatchObject([
    { rule: 'publish/nothing-selected' },
  ]);
});

test('a stage of some clusters leaves the others alone', () => {
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  const before = hub.tree();
  const { 'staging-eu': stagingEu } = fleet('v2');

  const report = hub.render({ 'staging-eu': stagingEu }, { complete: false }).publish();

  expect(report).toMatchObject({ ok: true, clusters: [{ cluster: 'staging-eu' }] });
  expect(changedPaths(before, hub.tree()).every((path) => path.includes('staging-eu'))).toBe(true);
});

test('what was not rendered cannot be selected', () => {
  const hub = new TestHub(fleet('v1'));
  hub.publish();
  const { 'staging-eu': stagingEu, 'prod-eu': prodEu } = fleet('v2');
  hub.render({ 'staging-eu': stagingEu, 'prod-eu': prodEu }, { complete: false });
  const problems = (report: PublishReport) => report.problems.map(({ message, fix }) => [message, fix]);

  expect(problems(hub.publish({ selection: { clusters: ['prod-us'] } }))).toEqual([
    [
      'prod-us was not rendered: the stage holds a selection of clusters.',
      'Synth with --cluster prod-us, or all clusters.',
    ],
  ]);
  expect(problems(hub.publish({ selection: { tenants: ['search'] } }))).toEqual([
    ['Nothing of what is selected was rendered.', 'Synth what you want to publish.'],
  ]);
  expect(hub.publish({ selection: { environments: ['prod'] } })).toMatchObject({
    ok: true,
    clusters: [{ cluster: 'prod-eu' }],
  });
});
