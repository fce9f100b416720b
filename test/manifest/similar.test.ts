import { expect, test } from 'vitest';
import { didYouMean } from '../../lib/manifest/similar';

const apps = ['api', 'database', 'worker', 'web'];

test.each([
  ['databse', 'database', 'a letter that is missing'],
  ['workker', 'worker', 'a letter too much'],
  ['warker', 'worker', 'a wrong letter'],
  ['aip', 'api', 'two letters that changed places'],
  ['Worker', 'worker', 'another case'],
])('%s asks after %s: %s', (name, meant) => {
  expect(didYouMean(name, apps)).toBe(`Did you mean ${meant}?`);
});

test('a name like no other is told what there is, or something else', () => {
  expect(didYouMean('ingress', apps)).toBe('Use one of api, database, worker, web.');
  expect(didYouMean('ingress', [])).toBe('There is none.');
  expect(didYouMean('ingress', apps, 'Add it.')).toBe('Add it.');
});

test('a beginning in common does not make two names alike', () => {
  expect(didYouMean('prod-asia', ['prod-us', 'prod-eu'])).toBe('Use one of prod-us, prod-eu.');
});

test('of two that are as close, the first is asked after', () => {
  expect(didYouMean('prod-ux', ['prod-eu', 'prod-us', 'prod-uk'])).toBe('Did you mean prod-us?');
});
