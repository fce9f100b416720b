import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emit, emitAll } from '../../lib/manifest/emit';
import { lineOf, readManifests } from '../../lib/manifest/read';
import { json, keyText, nasty, text } from './nasty';

const values = (yaml: string) => {
  const { documents, problems } = readManifests(yaml, 'a.yaml');
  expect(problems).toEqual([]);
  return documents.map(({ value }) => value);
};

const problems = (yaml: string) =>
  readManifests(yaml, 'a.yaml').problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

test('what was emitted is read back as it was', () => {
  const written = fc.dictionary(keyText, json(text, keyText), { minKeys: 1, maxKeys: 4 });
  const isSame = (a: unknown, b: unknown) => {
    expect(values(emitAll([a, b]))).toEqual([a, b]);
  };
  fc.assert(fc.property(written, written, isSame), { numRuns: 3_000 });
});

test('every string that is hard to write is read back as it was', () => {
  const data = Object.fromEntries(nasty.map((string, index) => [`k${index}`, string]));
  expect(values(emit({ data, nasty }))).toEqual([{ data, nasty }]);
});

test('plain scalars are read as kubectl reads them', () => {
  const list =
    '[y, N, yes, On, OFF, True, oN, ~, Null, nUll, 0777, -0777, 08, 0o17, 0X1f, 0b11, 1_000, 0_7, +1, .5, 1., 1e3, ' +
    '12:30:45, 2001-01-01, 2001-12-14 21:59:43.10 -5, =, _1, 1.2.3, "0777", !!str 1]';
  expect(values(`list: ${list}`)).toEqual([
    {
      list: [
        ...[
          true,
          false,
          true,
          true,
          false,
          true,
          'oN',
          null,
          null,
          'nUll',
          511,
          -511,
          8,
          15,
          31,
          3,
          1000,
          7,
          1,
          0.5,
          1,
        ],
        ...[1000, '12:30:45', '2001-01-01', '2001-12-14 21:59:43.10 -5', '=', '_1', '1.2.3', '0777', '1'],
      ],
    },
  ]);
});

test('keys are strings, as kubectl makes them: on is true, 0x10 is 16', () => {
  expect(values('on: push\n1: a\n0x10: b\n1.50: c\n2001-01-01: d\n"y": e\n')).toEqual([
    { true: 'push', 1: 'a', 16: 'b', 1.5: 'c', '2001-01-01': 'd', y: 'e' },
  ]);
});

test('anchors, aliases and merges are resolved', () => {
  expect(values('base: &b { a: 1 }\nover: { <<: *b, c: *b }\n')).toEqual([
    { base: { a: 1 }, over: { a: 1, c: { a: 1 } } },
  ]);
});

test('documents know the line they start on; empty ones and comments are none', () => {
  const yaml = '# head\n---\n# first\nkind: A\n---\n---\n# only a comment\n---\n~\n---\n\nkind: B\n...\n';
  const { documents, problems } = readManifests(yaml, 'a.yaml');
  expect(documents.map(({ value, line }) => [value.kind, line])).toEqual([
    ['A', 4],
    ['B', 12],
  ]);
  expect(problems).toEqual([]);
  for (const nothing of ['', '\n', '# a\n', '---\n', '\ufeff']) expect(values(nothing)).toEqual([]);
});

test('a problem names file, line and column, and the other documents are read all the same', () => {
  const { documents, problems } = readManifests(
    'kind: A\n---\nkind: B\nspec:\n  a: 1\n  a: 2\n---\nkind: C\n',
    'x/b.yaml',
  );
  expect(documents.map(({ value }) => value.kind)).toEqual(['A', 'C']);
  expect(problems).toEqual([{ file: 'x/b.yaml', line: 6, column: 3, message: 'Map keys must be unique' }]);
});

test.each([
  ['a: 1\na: 2', '2:1 Map keys must be unique'],
  ['1: a\n"1": b', '2:1 Map keys must be unique'],
  ['on: a\n"true": b', '2:1 Map keys must be unique'],
  ['a:\n  b: 1\n c: 2', '3:1 All mapping items must start at the same column'],
  ['a:\n\tb: 1', '2:1 Tabs are not allowed as indentation'],
  ['a: "b', '1:6 Missing closing "quote'],
  ['a: [1', '1:6 Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ['- a\n- b', '1:1 a document must be a map, not a list'],
  ['\n\ntext', '3:1 a document must be a map, not a scalar'],
  ['a: *b\nc: &b 1', '1:4 *b stands for nothing: no anchor &b comes before it'],
  ['a: &a { b: [*a] }', '1:13 *a contains itself'],
  ['a: .inf', '1:4 .inf is no number that JSON knows'],
  ['a: !secret b', '1:4 Unresolved tag: !secret'],
  ['a: !!binary aGk=', '1:4 Unresolved tag: tag:yaml.org,2002:binary'],
  ['a: { ~: 1 }', '1:6 a key must be a string'],
  ['? [a]\n: 1', '1:3 a key must be a string'],
  ['a: { <<: 1 }', '1:1 Merge sources must be maps or map aliases'],
])('%j is a problem', (yaml, problem) => {
  expect(problems(yaml)).toContain(problem);
  expect(readManifests(yaml, 'a.yaml').documents).toEqual([]);
});

test('aliases that multiply are a problem, before they take memory', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
  ];
  expect(problems(bomb.join('\n'))).toEqual(['1:1 Excessive alias count indicates a resource exhaustion attack']);
  expect(values(`a: &a x\nlist: [${'*a, '.repeat(500)}]`)).toHaveLength(1);
});

test('nesting without end is a problem', () => {
  expect(problems('a: '.concat('['.repeat(50_000)))).not.toEqual([]);
});

test('no text makes the reader throw', () => {
  const anything = fc.string({ unit: fc.constantFrom(...'ab: -\n\t"\'[]{}&*!|>%#?~<01.'), maxLength: 40 });
  const isRead = (yaml: string) => {
    expect(readManifests(yaml, 'a.yaml')).toHaveProperty('documents');
  };
  fc.assert(fc.property(anything, isRead), { numRuns: 5_000 });
});

test('a key or item is found on its line, a missing one on the line of its closest parent', () => {
  const yaml = '# apps\nprod:\n  api: &api\n    tag: 1\n  web: *api\n  args:\n    - a\n    -\n      b: 1\n';
  const [document] = readManifests(yaml, 'releases/prod.yaml').documents;
  if (document === undefined) throw new Error('no document');
  const lines = (...path: (string | number)[]) => lineOf(document, path);
  expect(lines()).toBe(2);
  expect(lines('staging')).toBe(2);
  expect(lines('prod', 'api', 'tag')).toBe(4);
  expect(lines('prod', 'worker')).toBe(2);
  expect(lines('prod', 'web', 'tag')).toBe(4);
  expect(lines('prod', 'args', 1, 'b')).toBe(9);
  expect(lines('prod', 'args', 7)).toBe(6);
  expect(lines('prod', 'api', 'tag', 'deeper')).toBe(4);
});
