import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emit, emitAll } from '../../lib/manifest/emit';
import { readManifests } from '../../lib/manifest/read';
import { kubectl } from '../tools/kubectl';
import { json, keyText, nasty, text } from './nasty';

type Fields = Record<string, unknown>;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubectl-reads-'));
  writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [all.yaml]\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(kubectl(), args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The parser of `kubectl apply` and of Flux's controllers. */
function annotate(yaml: string): Fields[] {
  const list = ['annotate', '--local', '-f', '-', 'read=yes', '-o', 'json'];
  return run(list, yaml)
    .trimEnd()
    .split(/(?<=^\})\n(?=\{)/m)
    .map((object) => JSON.parse(object));
}

/** The parser of `kubectl kustomize` and of kustomize-controller, whose output the other one reads. */
function kustomize(yaml: string): Fields[] {
  writeFileSync(join(folder, 'all.yaml'), yaml);
  return annotate(run(['kustomize', folder]));
}

const named = (kind: string, name: string, fields: Fields): Fields => ({
  apiVersion: kind === 'ConfigMap' ? 'v1' : 'hub.example.com/v1',
  kind,
  metadata: { name, namespace: 'default', annotations: { note: '0o17' } },
  ...fields,
});

const generated = fc.sample(fc.dictionary(keyText, json(text, keyText), { maxKeys: 4 }), { numRuns: 400, seed: 1 });

const numbers = [0, 1, -1, 0.1, -2.5, 1e21, 1e20, 1e-7, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, -(2 ** 63)];
const objects = [
  named('ConfigMap', 'strings', { data: Object.fromEntries(nasty.map((string, index) => [`k${index}`, string])) }),
  named('Thing', 'values', { spec: { deep: [{ list: nasty, lists: nasty.map((string) => [[string]]) }] } }),
  named('Thing', 'keys', {
    spec: Object.fromEntries(
      nasty.filter((key) => key.length < 400 && key !== '<<').map((key) => [key, { [key]: key }]),
    ),
  }),
  named('Thing', 'typed', { spec: { numbers, booleans: [true, false], nothing: [null], empty: [{}, [], [[]], [{}]] } }),
  ...nasty.map((string, index) => named('Thing', `last-${index}`, { spec: { string } })),
  ...generated.map((spec, index) => named('Thing', `generated-${index}`, { spec })),
];

describe.each([
  ['kubectl annotate', annotate],
  ['kubectl kustomize', kustomize],
])('%s', (_, parse) => {
  test('reads what was emitted as it was', () => {
    const read = parse(emitAll(objects));
    expect(read).toHaveLength(objects.length);
    const byName = new Map(read.map((object) => [(object.metadata as Fields).name, object]));
    for (const object of objects) {
      const { spec, data } = byName.get((object.metadata as Fields).name) ?? {};
      // As JSON, since Go knows no -0.
      expect({ spec, data }).toEqual(JSON.parse(JSON.stringify({ spec: object.spec, data: object.data })));
    }
  });

  test('reads what stands before a comment', () => {
    const values = { tag: '5.0.0', on: true, list: ['a: b', 'two\nlines\n', ' x\ny', '# not a comment'], nothing: '' };
    const comments = new Map(
      ['tag', 'on', 'list/0', 'list/1', 'list/2', 'list/3', 'nothing'].map((path) => [
        `/spec/${path}`,
        '{"$imagepolicy": "a:b"}',
      ]),
    );
    const [object] = parse(emit(named('Thing', 'commented', { spec: values }), comments));
    expect(object?.spec).toEqual(values);
  });
});

test('the reader reads plain scalars and keys as kubectl annotate does', () => {
  const scalars = nasty.filter(
    (string) => /^[\w.+~=-][\w.+:~=-]*$/.test(string) && !/inf$/i.test(string) && string !== '.NaN',
  );
  expect(scalars.length).toBeGreaterThan(60);
  const keyed = scalars
    .filter((scalar) => !/^(?:~|null|-|---|<<|\d.*e.*)$/i.test(scalar))
    .map((scalar) => `  ${scalar}: 1\n`);
  const listed = scalars.filter((scalar) => scalar !== '-').map((scalar) => `    - ${scalar}\n`);
  for (const key of keyed) {
    const yaml = `apiVersion: v1\nkind: Thing\nmetadata: { name: a }\nspec:\n${key}`;
    expect(readManifests(yaml, 'a.yaml')).toMatchObject({ problems: [] });
  }
  const head = (name: string) => `apiVersion: v1\nkind: Thing\nmetadata: { name: ${name} }\nspec:\n`;
  const yaml = [
    `${head('list')}  list:\n${listed.join('')}`,
    ...keyed.map((key, index) => head(`k${index}`) + key),
  ].join('---\n');
  const read = readManifests(yaml, 'a.yaml').documents.map(({ value }) => value.spec);
  expect(JSON.parse(JSON.stringify(read))).toEqual(annotate(yaml).map(({ spec }) => spec));
});
