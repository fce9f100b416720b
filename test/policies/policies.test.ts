import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { kyvernoPolicy } from '../../lib/policies/kyverno-policy';
import { matches } from '../../lib/policies/matches';
import { admissionPolicies } from '../../lib/policies/policies';
import type { AdmissionPolicy } from '../../lib/policies/policy';
import { validatingAdmissionPolicy } from '../../lib/policies/validating-admission-policy';
import { type Case, casesOf, PLATFORM } from './cases';
import { judge } from './evaluate';

const policies = admissionPolicies(PLATFORM);

/** What each engine evaluates for a policy. */
const engines: Readonly<Record<string, (policy: AdmissionPolicy) => Manifest | undefined>> = {
  kubernetes: (policy) => validatingAdmissionPolicy(policy, PLATFORM)[0],
  kyverno: (policy) => kyvernoPolicy(policy, PLATFORM),
};

/** Whether a policy is asked about a case; all cases happen in namespaces of tenants. */
function isAsked(policy: AdmissionPolicy, { object, oldObject }: Case): boolean {
  const isThere = policy.where === 'everywhere' || object.metadata.namespace !== undefined;
  return isThere && matches(policy, object, oldObject ? 'UPDATE' : 'CREATE');
}

/** What all policies together answer to a case in each engine: the refusals, by policy. */
function answers(one: Case) {
  return Object.values(engines).map((manifestOf) =>
    policies
      .filter((policy) => isAsked(policy, one))
      .flatMap((policy) => {
        const manifest = manifestOf(policy);
        const message = manifest && judge(manifest, one);
        return message === undefined ? [] : [`${policy.name}: ${message}`];
      }),
  );
}

describe.each(policies)('$name', (policy) => {
  const { good, bad } = casesOf(policy);

  test.each(good)('admits $what, as all others do', (one) => {
    expect(isAsked(policy, one)).toBe(true);
    expect(answers(one)).toEqual([[], []]);
  });

  test.each(bad)('refuses $what, as no other does', (one) => {
    const refusal = `${policy.name}: ${policy.message}`;

    expect(answers(one)).toEqual([[refusal], [refusal]]);
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
