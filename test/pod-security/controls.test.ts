import { describe, expect, test } from 'vitest';
import { controls } from '../../lib/pod-security/controls';
import { podSecurityIssues } from '../../lib/pod-security/pod-security-issues';
import { fieldCases } from './cases';
import { finePod, type PodCase, podCases } from './pods';

const levelOf = new Map(controls.map(({ id, level }) => [id, level]));

test.each([
  '1.0',
  '1.18',
  '1.24',
  '1.30',
  '1.34',
  '1.36',
  'latest',
])('a fine Pod is admitted by every level of %s', (version) => {
  for (const level of ['privileged', 'baseline', 'restricted'] as const)
    expect(podSecurityIssues(finePod(), { level, version })).toEqual([]);
});

describe.each(controls.map(({ id, level }) => [id, level] as const))('%s (%s)', (id, level) => {
  const cases = podCases.filter(({ control }) => control === id).map((podCase) => [podCase.title, podCase] as const);
  const good = cases.filter(([, { refusedBy }]) => refusedBy.length === 0);
  const bad = cases.filter(([, { refusedBy }]) => refusedBy.length > 0);

  test.each(good)('admits %s', (_, podCase) => {
    expect(issues(podCase, level)).toEqual([]);
  });

  test.each(bad)('refuses %s', (_, podCase) => {
    const own = podCase.refusedBy.filter((control) => level === 'restricted' || levelOf.get(control) === 'baseline');

    expect([...new Set(issues(podCase, level))].sort()).toEqual([...own].sort());
  });

  test.each(bad)('is no laxer where it is stricter: %s', (_, podCase) => {
    expect(issues(podCase, 'privileged')).toEqual([]);
    if (level === 'baseline') expect(issues(podCase, 'restricted')).not.toEqual([]);
    else expect(issues(podCase, 'baseline')).toEqual([]);
  });
});

test('every field of every control has a good and a bad value', () => {
  const fieldsWith = (verdict: 'good' | 'bad') =>
    new Set(fieldCases.filter((row) => row[verdict].length > 0).map(({ control, field }) => `${control}: ${field}`));
  const [good, bad] = [fieldsWith('good'), fieldsWith('bad')];

  // Kubernetes has nothing against the first, and the second is good in all places at once.
  expect([...good].filter((field) => !bad.has(field))).toEqual(['selinux: each.securityContext.seLinuxOptions.level']);
  expect([...bad].filter((field) => !good.has(field))).toEqual([
    'windows-host-process: spec.securityContext.windowsOptions.hostProcess',
  ]);
  expect([...new Set(fieldCases.map(({ control }) => control))].sort()).toEqual([...levelOf.keys()].sort());
});

function issues({ pod, version }: PodCase, level: 'privileged' | 'baseline' | 'restricted'): readonly string[] {
  return podSecurityIssues(pod, { level, version }).map(({ control }) => control);
}
