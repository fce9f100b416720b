import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Document, parse, type Scalar, stringify } from 'yaml';
import { emit, emitAll } from '../../lib/manifest/emit';
import { json, keyText, nasty, text } from './nasty';

const OPTIONS = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, keepUndefined: false } as const;

/** The strings that are quoted otherwise than `yaml` does, since the Go parsers would misread or refuse them. */
function isMisreadByGo(value: string): boolean {
  const size = value.replaceAll('_', '').replace(/^[-+]/, '');
  const isNumber = /^[-+.\d]/.test(value) && /^[.\d]\S*$/.test(size) && Number.isFinite(Number(size));
  const isPlainToYaml = stringify(value, OPTIONS) === `${value}\n`;
  const isInvisible = /[\u2028\u2029\ufeff]/.test(value);
  const isLostInBlock = value.includes('\n') && /^\n*(\t|[ \t][ \t\n]*$)/.test(value);
  return (isNumber && isPlainToYaml) || isInvisible || isLostInBlock;
}

/** The keys that are quoted although `yaml` quotes them at the left margin only. */
function isMarker(key: string): boolean {
  return key.startsWith('---') || key.startsWith('...');
}

const value = text.filter((value) => !isMisreadByGo(value));
const key = keyText.filter((key) => !isMarker(key) && !isMisreadByGo(key));
const map = fc.dictionary(key, json(value, key), { maxKeys: 4 });
const list = fc.array(json(value, key), { maxLength: 4 });

test('20,000 documents are written as the yaml package writes them, to the byte', () => {
  const isEqual = (document: unknown) => {
    expect(emit(document)).toBe(stringify(document, OPTIONS));
  };
  fc.assert(fc.property(fc.oneof(map, list), isEqual), { numRuns: 20_000 });
});

test('every spelling of a string that is hard to write is the one of the yaml package, at every depth', () => {
  for (const string of nasty.filter((string) => !isMisreadByGo(string))) {
    const field = string === '<<' || isMarker(string) || string.length > 300 ? 'key' : string;
    const document = { [field]: string, in: { [field]: [string, [string, { [field]: { [field]: string } }]] } };
    expect(emit(document)).toBe(stringify(document, OPTIONS));
  }
});

test.each([
  ['0o17', '"0o17"'],
  ['-0O7', '"-0O7"'],
  ['0X1F', '"0X1F"'],
  ['0B1', '"0B1"'],
  ['-_1', '"-_1"'],
  ['0_x1F', '"0_x1F"'],
  ['1e1_0', '"1e1_0"'],
  ['a\u2028b', '"a\\u2028b"'],
  ['\ufeffa', '"\\ufeffa"'],
  ['\ta\nb', '"\\ta\\nb"'],
  ['\n \n', '"\\n \\n"'],
])('%j is quoted, since the Go parsers misread what yaml writes', (string, text) => {
  expect(isMisreadByGo(string)).toBe(true);
  expect(emit({ list: [string] })).toBe(`list:\n  - ${text}\n`);
});

test.each([
  '---',
  '...a',
  '0o17',
  '0_x1F',
])('the key %s is quoted, since a parser might take it for a marker or a number', (key) => {
  expect(emit({ spec: { [key]: key } })).toContain(`  ${JSON.stringify(key)}: `);
});

test('a manifest reads as people write it', () => {
  const manifest = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'api', namespace: 'billing', labels: {}, annotations: undefined },
    spec: {
      interval: '10m',
      path: './apps/api',
      prune: true,
      dependsOn: [{ name: 'db', namespace: 'data' }, { name: 'cache' }],
      postBuild: { substitute: { on: 'on', octal: '0777', time: '12:30:45', version: '1.20' } },
      patches: [{ patch: '- op: remove\n  path: /spec\n' }, [[], ['a']]],
      targetNamespace: null,
    },
  };
  expect(emit(manifest)).toBe(`apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: api
  namespace: billing
  labels: {}
spec:
  interval: 10m
  path: ./apps/api
  prune: true
  dependsOn:
    - name: db
      namespace: data
    - name: cache
  postBuild:
    substitute:
      "on": "on"
      octal: "0777"
      time: "12:30:45"
      version: "1.20"
  patches:
    - patch: |
        - op: remove
          path: /spec
    - - []
      - - a
  targetNamespace: null
`);
});

test('documents are separated by a line of three dashes', () => {
  expect(emitAll([{ a: 1 }, { b: 'x\n' }, {}])).toBe('a: 1\n---\nb: |\n  x\n---\n{}\n');
});

test('an object that occurs twice is written twice', () => {
  const labels = { app: 'api' };
  expect(emit({ labels, selector: labels })).toBe('labels:\n  app: api\nselector:\n  app: api\n');
});

test('a text of megabytes is written like any other', () => {
  const long = 'abc-'.repeat(2_000_000);
  expect(emit({ long }) === `long: ${long}\n`).toBe(true);
});

class Chart {}
const cycle: Record<string, unknown> = { name: 'a' };
cycle.spec = { self: cycle };

test.each([
  [{ spec: { values: { when: new Date(0) } } }, 'spec.values.when is an instance of Date, not a plain value'],
  [{ spec: [{}, { chart: new Chart() }] }, 'spec.1.chart is an instance of Chart, not a plain value'],
  [{ spec: { produce: () => 1 } }, 'spec.produce is a function'],
  [{ spec: { tag: Symbol('a') } }, 'spec.tag is a symbol'],
  [{ spec: { size: 1n } }, 'spec.size is a bigint'],
  [{ spec: { replicas: Number.NaN } }, 'spec.replicas is NaN, which JSON does not know'],
  [{ spec: { replicas: -Infinity } }, 'spec.replicas is -Infinity, which JSON does not know'],
  [{ spec: { list: ['a', undefined] } }, 'spec.list.1 is undefined'],
  [{ data: { break: 'a\u0085' } }, 'data.break holds U+0085, which Flux cannot read'],
  [{ data: { del: '\u007f' } }, 'data.del holds U+007F, which Flux cannot read'],
  [{ data: { none: '\uffff' } }, 'data.none holds U+FFFF, which Flux cannot read'],
  [{ data: { half: '\ud800' } }, 'data.half holds U+D800, which Flux cannot read'],
  [{ data: { 'half\udfff': '' } }, 'data has a key that holds U+DFFF, which Flux cannot read'],
  [{ data: { ['k'.repeat(1023)]: '' } }, 'data has a key that is 1023 characters long, which breaks kustomize'],
  [{ data: { '<<': {} } }, 'data has a key that is <<, which kustomize takes for a merge even in quotes'],
  [{ metadata: cycle }, 'metadata.spec.self contains itself'],
  [new Map(), 'the document is an instance of Map, not a plain value'],
  [undefined, 'the document is undefined'],
  ['text', 'the document is neither a map nor a list'],
])('what no manifest can hold is refused by its path: %#', (document, message) => {
  expect(() => emit(document)).toThrow(new TypeError(message));
});

const release = {
  spec: { values: { image: { tag: '5.0.0', pull: null }, args: ['-v', 'a\nb\n'], port: 80, 'a/b~c': '#' } },
};

test('a comment stands behind its scalar, and behind the header of a block', () => {
  const comments = new Map([
    ['/spec/values/image/tag', '{"$imagepolicy": "flux-system:api:tag"}'],
    ['/spec/values/image/pull', 'as the cluster has it'],
    ['/spec/values/args/1', 'two lines'],
    ['/spec/values/port', 'http'],
    ['/spec/values/a~1b~0c', 'escaped'],
  ]);
  expect(emit(release, comments)).toBe(`spec:
  values:
    image:
      tag: 5.0.0 # {"$imagepolicy": "flux-system:api:tag"}
      pull: null # as the cluster has it
    args:
      - -v
      - | # two lines
        a
        b
    port: 80 # http
    a/b~c: "#" # escaped
`);
});

test('comments are written as the yaml package writes them, and change no value', () => {
  const commented = fc.record({
    a: value,
    b: fc.array(value, { minLength: 1, maxLength: 3 }),
    c: fc.record({ d: value }),
  });
  const isEqual = (content: { a: string; b: string[]; c: { d: string } }) => {
    const paths: (string | number)[][] = [['a'], ['b', content.b.length - 1], ['c', 'd']];
    const document = new Document(content, OPTIONS);
    for (const path of paths) (document.getIn(path, true) as Scalar).comment = ' note';
    const text = emit(content, new Map(paths.map((path) => [`/${path.join('/')}`, 'note'])));
    expect(text).toBe(document.toString(OPTIONS));
    expect(parse(text, { version: '1.1' })).toEqual(content);
  };
  fc.assert(fc.property(commented, isEqual), { numRuns: 2_000 });
});

test.each([
  ['/spec/values/image/tagg', 'x', 'the comment at /spec/values/image/tagg has no scalar to stand behind'],
  ['/spec/values/image', 'x', 'the comment at /spec/values/image has no scalar to stand behind'],
  ['/spec/values/args/length', 'x', 'the comment at /spec/values/args/length has no scalar to stand behind'],
  ['', 'x', 'the comment at  has no scalar to stand behind'],
  ['spec', 'x', 'spec is not a JSON pointer: it does not start with /'],
  ['/spec/values/port', 'a\nb', 'the comment at /spec/values/port is not one line of text'],
  ['/spec/values/port', 'a\u2028b', 'the comment at /spec/values/port is not one line of text'],
])('a comment that fits nowhere is refused: %s', (pointer, text, message) => {
  expect(() => emit(release, new Map([[pointer, text]]))).toThrow(new Error(message));
});
