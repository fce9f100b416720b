import { describe, expect, test } from 'vitest';
import { accessOf } from '../../lib/rbac/access';
import { can } from '../../lib/rbac/can';
import { groups } from './cases';
import { accessReview, casesOf } from './questions';

const access = accessOf(groups.flatMap(({ manifests }) => manifests));

describe.each(groups)('$about:', (group) => {
  test.each(casesOf(group))('$question ($allowed)', ({ subject, request, allowed }) => {
    expect(can(access, subject, request).allowed).toBe(allowed);
  });
});

test('the table is as long as it was meant to be, and asks for as much as it denies', () => {
  const cases = groups.flatMap(casesOf);

  expect(cases.length).toBeGreaterThan(250);
  expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThan(100);
  expect(new Set(cases.map(({ question }) => question)).size).toBe(cases.length);
});

test('a question can be put to a real API server', () => {
  expect(
    accessReview({
      subject: 'billing/reconciler',
      request: { verb: 'create', group: '', resource: 'pods/exec', namespace: 'billing', name: 'web' },
    }).spec,
  ).toEqual({
    user: 'system:serviceaccount:billing:reconciler',
    groups: ['system:serviceaccounts:billing', 'system:serviceaccounts', 'system:authenticated'],
    resourceAttributes: {
      verb: 'create',
      group: '',
      resource: 'pods',
      subresource: 'exec',
      namespace: 'billing',
      name: 'web',
    },
  });
});
