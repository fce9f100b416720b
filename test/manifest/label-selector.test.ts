import { expect, test } from 'vitest';
import { matchesLabels } from '../../lib/manifest/label-selector';

const labels = { tier: 'web', team: 'a' };
const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each([
  {},
  { matchLabels: { tier: 'web' } },
  { matchLabels: { tier: 'web', team: 'a' } },
  expression('tier', 'In', 'db', 'web'),
  expression('tier', 'NotIn', 'db'),
  expression('other', 'NotIn', 'db'),
  expression('team', 'Exists'),
  expression('other', 'DoesNotExist'),
  { matchLabels: { tier: 'web' }, ...expression('team', 'In', 'a') },
])('%j matches', (selector) => {
  expect(matchesLabels(selector, labels)).toBe(true);
});

test.each([
  { matchLabels: { tier: 'db' } },
  { matchLabels: { tier: 'web', other: 'a' } },
  expression('tier', 'In', 'db'),
  expression('other', 'In', 'web'),
  expression('tier', 'NotIn', 'web'),
  expression('other', 'Exists'),
  expression('team', 'DoesNotExist'),
  { matchLabels: { tier: 'web' }, ...expression('team', 'In', 'b') },
  expression('tier', 'Like', 'web'),
  expression('other', 'NotIn'),
  expression('tier', 'In'),
  expression('tier', 'Exists', 'web'),
  expression('other', 'DoesNotExist', 'a'),
  { matchExpressions: 'tier' },
  { matchExpressions: [null] },
  { matchExpressions: [{ operator: 'Exists' }] },
  null,
  'tier',
])('%j does not match', (selector) => {
  expect(matchesLabels(selector, labels)).toBe(false);
});
