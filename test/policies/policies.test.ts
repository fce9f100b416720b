import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kyvernoPolicy } from '../../lib/policies/kyverno-policy';
import { matches } from '../../lib/policies/matches';
import { admissionPolicies } from '../../lib/policies/policies';
import { validatingAdmissionPolicy } from '../../lib/policies/validating-admission-policy';
import { casesOf, PLATFORM } from './cases';
import { judge } from './evaluate';

const policies = admissionPolicies(PLATFORM);

describe.each(policies)('$name', (policy) => {
  const { good, bad } = casesOf(policy);
  const [native] = validatingAdmissionPolicy(policy, PLATFORM);
  const engines = [native, kyvernoPolicy(policy, PLATFORM)];

  test.each(good)('admits $what', (one) => {
    expect(matches(policy, one.object, one.oldObject ? 'UPDATE' : 'CREATE')).toBe(true);
    for (const engine of engines) expect(engine && judge(engine, one)).toBeUndefined();
  });

  test.each(bad)('refuses $what', (one) => {
    expect(matches(policy, one.object, one.oldObject ? 'UPDATE' : 'CREATE')).toBe(true);
    for (const engine of engines) expect(engine && judge(engine, one)).toBe(policy.message);
  });

  test('is shown by four cases of each at least, and no two alike', () => {
    expect(good.length).toBeGreaterThanOrEqual(4);
    expect(bad.length).toBeGreaterThanOrEqual(4);
    for (const cases of [good, bad]) expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length);
  });
});

test('every policy has a name of its own, and its cases', () => {
  const names = policies.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  expect(readdirSync(join(__dirname, 'cases')).map((file) => `flux-hub-${file.replace('.yaml', '')}`)).toEqual(
    [...names].sort(),
  );
});
