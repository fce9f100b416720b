import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../../lib/manifest/quantity';

test.each([
  ['0', 0],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['+2', 2],
  ['-1', -1],
  ['700m', 0.7],
  ['1.001k', 1001],
  ['128Mi', 134217728],
  ['1.5Gi', 1610612736],
  ['2E', 2e18],
  ['2E3', 2000],
  ['2e-3', 0.002],
  ['', undefined],
  ['Mi', undefined],
  ['1 Gi', undefined],
  ['1mi', undefined],
  ['1K', undefined],
  ['1e', undefined],
  ['1constructor', undefined],
])('%s is %s', (text, amount) => {
  expect(parseQuantity(text)).toBe(amount);
});

test('an amount is the same in every unit that can write it', () => {
  fc.assert(
    fc.property(fc.nat(), (thousands) => {
      for (const text of [`${thousands}k`, `${thousands}e3`, `${thousands}000`, `${thousands}000000m`])
        expect(parseQuantity(text)).toBe(thousands * 1000);
    }),
  );
});
