import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, valueAt } from '../../lib/manifest/json-pointer';

test('a pointer names keys, also those with slashes and tildes in them', () => {
  expect(keysOf('')).toEqual([]);
  expect(keysOf('/')).toEqual(['']);
  expect(keysOf('/data/a~1b/~01')).toEqual(['data', 'a/b', '~1']);
  expect(() => keysOf('data/a')).toThrow('data/a is not a JSON pointer: it does not start with /');
});

test('any keys can be named', () => {
  const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
  fc.assert(
    fc.property(fc.array(fc.string()), (keys) => {
      expect(keysOf(keys.map((key) => `/${escaped(key)}`).join(''))).toEqual(keys);
    }),
  );
});

test('keys lead to what is in a document, and to nothing that it inherits', () => {
  const document = { list: [{ name: 'a' }], none: null };

  expect(valueAt(document, [])).toBe(document);
  expect(valueAt(document, ['list', '0', 'name'])).toBe('a');
  expect(valueAt(document, ['none'])).toBe(null);
  for (const keys of [['none', 'x'], ['list', '1'], ['list', 'length'], ['toString'], ['list', '0', 'name', '0']])
    expect(valueAt(document, keys)).toBe(undefined);
});
