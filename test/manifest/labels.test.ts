import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelIssues } from '../../lib/manifest/labels';

/** What is wrong with an object that has these labels, or annotations. */
const issuesOf = (metadata: { labels?: Record<string, string>; annotations?: Record<string, string> }) =>
  labelIssues({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', ...metadata } }).map(
    ({ message }) => message,
  );

const domain = `${'a.'.repeat(126)}a`;

test.each([
  'app',
  'app.kubernetes.io/name',
  'example.com/App_v1.2-b',
  '1',
  'a'.repeat(63),
  `${domain}/${'a'.repeat(63)}`,
])('%s is a key', (key) => {
  expect(issuesOf({ labels: { [key]: 'x' }, annotations: { [key]: 'any text at all' } })).toEqual([]);
});

test.each([
  '',
  ' ',
  'a b',
  '-a',
  'a-',
  '_a',
  'a/b/c',
  '/a',
  'a/',
  'exa_mple.com/a',
  'ä',
  'a'.repeat(64),
  `${domain}a/a`,
])('"%s" is no key', (key) => {
  const shown = JSON.stringify(key);

  expect(issuesOf({ labels: { [key]: 'x' }, annotations: { [key]: 'x' } })).toEqual([
    `has the key ${shown} in metadata.labels`,
    `has the key ${shown} in metadata.annotations`,
  ]);
});

test('the domain of an annotation may have capitals, as that of a label may not', () => {
  expect(issuesOf({ annotations: { 'Example.com/a': 'x' } })).toEqual([]);
  expect(issuesOf({ labels: { 'Example.com/a': 'x' } })).toHaveLength(1);
});

test.each(['', 'x', 'v1.2_3-b', 'A'.repeat(63)])('"%s" is a value of a label', (value) => {
  expect(issuesOf({ labels: { app: value } })).toEqual([]);
});

test.each(['a b', '-a', 'a.', 'a/b', 'a\n', 'A'.repeat(64)])('"%s" is no value of a label', (value) => {
  expect(issuesOf({ labels: { app: value } })).toEqual([`has metadata.labels.app: ${JSON.stringify(value)}`]);
});

test('whatever labels are, they are looked at without an error', () => {
  fc.assert(
    fc.property(fc.anything(), (labels) => {
      const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', labels } as { name: string } };
      expect(labelIssues(manifest)).toBeInstanceOf(Array);
    }),
  );
});
