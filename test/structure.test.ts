import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { circles } from './structure/circles';
import { importsBelow, importsIn } from './structure/imports';
import { documentationGaps } from './structure/public-api';

const root = join(__dirname, '..');

/** Plain functions on plain values: no construct among them. */
const leaves = [
  'package-root.ts',
  'versions',
  'manifest',
  'mistake',
  'reported',
  'pod-security',
  'rbac',
  'releases',
  'stage',
  'tree',
  'quota',
  'routing',
  'policies',
  'report',
  'contract',
];
/** From the bottom up. */
const constructs = ['origin', 'object', 'secrets', 'flux', 'platform', 'tenancy', 'gateway'];
const imports = importsBelow(root, 'lib');

/** The folders of lib/, and its files that lie in none, with what each may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...below(leaves, ['imports']),
  ...below(constructs, ['imports', ...leaves]),
  checks: leaves,
  publish: leaves,
  codeowners: leaves,
  audit: ['imports', ...leaves, 'checks'],
  'spoke-check': [...leaves, 'checks', 'audit'],
  'version.ts': ['package-root.ts'],
  explain: ['manifest', 'reported', 'checks', 'audit', 'spoke-check'],
  hub: [...leaves, ...constructs, 'checks', 'version.ts'],
  testing: [...leaves, ...constructs, 'hub'],
  spoke: ['imports', ...leaves, 'origin', 'tenancy'],
  init: [...leaves, 'spoke', 'version.ts'],
  cli: [
    ...leaves,
    ...constructs,
    ...['hub', 'publish', 'codeowners', 'checks', 'audit', 'explain', 'init', 'spoke', 'spoke-check', 'version.ts'],
  ],
  'index.ts': [...leaves, ...constructs, 'hub'],
};

describe('in lib/', () => {
  test('every folder imports only those that lie below it', () => {
    const upward = imports.filter(({ from, to }) => {
      const [of, by] = [partOf(to), partOf(from)];
      return of !== undefined && of !== by && !mayImport[by ?? '']?.includes(of);
    });

    expect(upward.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('every folder has its place in that order', () => {
    expect([...new Set(imports.map(({ from }) => partOf(from)))].sort()).toEqual(Object.keys(mayImport).sort());
  });

  test('leaves, checks, publish, codeowners, audit, the check of spokes and explain know no construct', () => {
    const plain = [...leaves, 'checks', 'publish', 'codeowners', 'audit', 'spoke-check', 'explain'];
    const libraries = imports.filter(
      ({ from, to }) => plain.includes(partOf(from) ?? '') && /^(?:cdk8s|constructs)/.test(to),
    );

    expect(libraries).toEqual([]);
  });

  test('no file imports itself in a circle when it runs', () => {
    const edges = imports.filter(({ typeOnly }) => !typeOnly).map(({ from, to }) => [from, to] as const);

    expect(circles(edges)).toEqual([]);
  });
});

test('what is generated into imports/ imports nothing of lib/', () => {
  expect(importsBelow(root, 'imports').filter(({ to }) => to.startsWith('lib/'))).toEqual([]);
});

test('no public symbol lacks a docstring, no optional property its default, no function that throws its errors', () => {
  const modules = ['lib/index.ts', 'lib/testing/index.ts', 'lib/spoke/index.ts'].map((path) => join(root, path));

  expect(documentationGaps(join(root, 'tsconfig.json'), modules, join(root, 'lib/'))).toEqual([]);
}, 60_000);

test('the reader of docstrings finds what is missing, and asks for no more', () => {
  const folder = `${mkdtempSync(join(tmpdir(), 'flux-hub-'))}/`;
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const module = join(folder, 'index.ts');
  writeFileSync(
    module,
    `
    export interface Props {
      readonly bare: string;
      /** Optional. */
      readonly size?: number;
      /** @default 3 */
      readonly count?: number;
      /** Fine. @default - none */
      readonly fine?: { readonly inner?: string };
    }
    /** A class. */
    export class Thing {
      /** Fine. */
      constructor(readonly props: Props) {}
      private readonly own = 1;
      /** Fine. */
      get(): number {
        if (this.own > 1) throw new Error('never');
        return [1].map((one) => { throw new Error(String(one)); })[0] ?? 0;
      }
      /** Fine. @throws where there is none */
      find(options: { readonly deep?: boolean }): never { throw new Error(String(options)); }
    }
    /** Factories. */
    export const Things = { one: () => new Thing({ bare: '' }), data: 1 };
    /** Typed elsewhere. */
    export const typed: { make(): void } = { make: () => {} };
    type Hidden = { readonly bare: string };
    export type Shown = Hidden & { readonly bare?: string };
    `,
  );

  expect(documentationGaps(join(root, 'tsconfig.json'), [module], folder)).toEqual([
    'index.ts:14  Thing.props lacks a docstring',
    'index.ts:17  Thing.get lacks @throws',
    'index.ts:2  Props lacks a docstring',
    'index.ts:22  Thing.deep lacks @default',
    'index.ts:22  Thing.deep lacks a docstring',
    'index.ts:25  Things.one lacks a docstring',
    'index.ts:29  Shown lacks a docstring',
    'index.ts:29  Shown.bare lacks @default',
    'index.ts:29  Shown.bare lacks a docstring',
    'index.ts:3  Props.bare lacks a docstring',
    'index.ts:5  Props.size lacks @default',
    'index.ts:7  Props.count lacks a docstring',
  ]);
});

describe('the reader of imports', () => {
  test('finds every form of them', () => {
    const text = [
      "import a from '../a/one';",
      "import {\n  type B,\n  c,\n} from './two';",
      "import './three';",
      "export * from './four';",
      "const { d } = await import('tsx/esm/api');",
    ].join('\n');

    expect(importsIn(text, 'lib/b/file.ts')).toEqual([
      { from: 'lib/b/file.ts', to: 'lib/a/one.ts', typeOnly: false },
      { from: 'lib/b/file.ts', to: 'lib/b/two.ts', typeOnly: false },
      { from: 'lib/b/file.ts', to: 'lib/b/three.ts', typeOnly: false },
      { from: 'lib/b/file.ts', to: 'lib/b/four.ts', typeOnly: false },
      { from: 'lib/b/file.ts', to: 'tsx/esm/api', typeOnly: false },
    ]);
  });

  test('tells those that vanish', () => {
    const text = "import type { A } from './a';\nexport type { B } from './b';\nimport { type C, type D } from './c';";

    expect(importsIn(text, 'lib/x.ts').map(({ typeOnly }) => typeOnly)).toEqual([true, true, true]);
  });
});

test('a circle is found with all that are in it, and what only leads there is not', () => {
  expect(
    circles([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
      ['d', 'd'],
    ]),
  ).toEqual([['b', 'c'], ['d']]);
});

/** For each of some layers: those before it, and what all may import. */
function below(layers: readonly string[], all: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(layers.map((layer, index) => [layer, [...all, ...layers.slice(0, index)]]));
}

/** `flux` of `lib/flux/bucket.ts`, `version.ts` of `lib/version.ts`; undefined for packages. */
function partOf(path: string): string | undefined {
  const [folder, part] = path.split('/');
  return folder === 'lib' ? part : folder === 'imports' ? folder : undefined;
}
