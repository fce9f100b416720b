import { describe, expect, test } from 'vitest';
import type { TreeCluster } from '../../lib/tree/tree';
import { cluster, configMap, kustomization, object, read, readApps } from './repo';

const dataOf = ({ objects }: TreeCluster, name: string) =>
  objects.find(({ manifest }) => manifest.kind === 'ConfigMap' && manifest.metadata.name === name)?.manifest.data;

const substitutionOf = ({ kustomizations }: TreeCluster) =>
  kustomizations.find(({ manifest }) => manifest.metadata.name === 'apps')?.substitution;

const from = (kind: string, name: string, optional?: boolean) => ({ kind, name, ...(optional && { optional }) });

describe('variables', () => {
  test('come from ConfigMaps in their order, then from the Kustomization itself', async () => {
    const tree = await readApps(
      {
        postBuild: {
          substituteFrom: [from('ConfigMap', 'one'), from('ConfigMap', 'two')],
          substitute: { c: 'own', unused: 'x' },
        },
      },
      {
        'clusters/prod/vars.yaml': [
          configMap('one', { a: '1', b: '1', c: '1' }, 'flux-system'),
          configMap('two', { b: '2\n', c: '2' }, 'flux-system'),
        ].join('---\n'),
        'apps/a.yaml': configMap('a', { all: '${a}-${b}-${c}-${d:=none}' }),
      },
    );

    expect(dataOf(tree, 'a')).toEqual({ all: '1-2-own-none' });
    expect(substitutionOf(tree)).toEqual({
      variables: [
        { name: 'a', from: 'ConfigMap one', used: true },
        { name: 'b', from: 'ConfigMap two', used: true },
        { name: 'c', from: 'substitute', used: true },
        { name: 'unused', from: 'substitute', used: false },
      ],
      missing: [],
      undefined: [],
      unescaped: [],
    });
  });

  test('are waited for where another Kustomization brings them', async () => {
    const { clusters } = await read({
      ...cluster,
      'clusters/prod/apps.yaml': kustomization('apps', {
        path: './apps',
        postBuild: { substituteFrom: [from('ConfigMap', 'vars')] },
      }),
      'clusters/prod/vars.yaml': kustomization('vars', { path: './vars', postBuild: { substitute: { region: 'eu' } } }),
      'vars/vars.yaml': configMap('vars', { name: '${region}-1' }, 'flux-system'),
      'apps/a.yaml': configMap('a', { name: '${name}' }),
    });

    expect(dataOf(clusters[0] as TreeCluster, 'a')).toEqual({ name: 'eu-1' });
  });

  test('of a Secret are known by name only, and those of one that is not in the repo not at all', async () => {
    const tree = await readApps(
      { postBuild: { substituteFrom: [from('Secret', 'here'), from('Secret', 'elsewhere', true)] } },
      {
        'clusters/prod/secret.yaml': object('v1', 'Secret', 'here', 'flux-system', { stringData: { token: 'ENC[x]' } }),
        'apps/a.yaml': configMap('a', { known: '${token}', unknown: '${other}', other: '${more:=default}' }),
      },
    );

    expect(dataOf(tree, 'a')).toEqual({ known: '${token}', unknown: '${other}', other: 'default' });
    expect(substitutionOf(tree)).toMatchObject({
      variables: [{ name: 'token', from: 'Secret here', used: true }],
      missing: [{ kind: 'Secret', name: 'elsewhere', optional: true }],
      undefined: [],
    });
  });

  test('that are undefined, and what only looks like one, are told with their object', async () => {
    const tree = await readApps(
      { postBuild: { substitute: { a: '1' } } },
      { 'apps/a.yaml': configMap('a', { x: '${a} ${typo}', y: 'for i in ${list[@]}' }) },
    );
    const { undefined: missing = [], unescaped = [] } = substitutionOf(tree) ?? {};

    expect(dataOf(tree, 'a')).toEqual({ x: '1 ${typo}', y: 'for i in ${list[@]}' });
    expect(missing.map(({ name, object: { file, line } }) => ({ name, file, line }))).toEqual([
      { name: 'typo', file: 'apps/a.yaml', line: 1 },
    ]);
    expect(unescaped.map(({ source, object: { file } }) => ({ source, file }))).toEqual([
      { source: '${list[@]}', file: 'apps/a.yaml' },
    ]);
  });

  test('change nothing where there are none, unless they always do', async () => {
    const files = { 'apps/a.yaml': configMap('a', { x: '${a:=1} $$' }) };
    const never = await readApps({ postBuild: { substitute: {} } }, files);
    const always = await readApps({ postBuild: { substituteStrategy: 'Always' } }, files);

    expect([dataOf(never, 'a'), dataOf(always, 'a')]).toEqual([{ x: '${a:=1} $$' }, { x: '1 $' }]);
  });

  test('leave an object alone that says so', async () => {
    const annotations = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
    const tree = await readApps(
      { postBuild: { substitute: { a: '1' } } },
      {
        'apps/a.yaml': JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'a', annotations },
          data: { x: '${a}' },
        }),
      },
    );

    expect(dataOf(tree, 'a')).toEqual({ x: '${a}' });
  });

  test('change types, since the quotes are gone by then', async () => {
    const tree = await readApps(
      { postBuild: { substitute: { port: '80' } } },
      { 'apps/a.yaml': configMap('a', { port: '${port}' }) },
    );

    expect(dataOf(tree, 'a')).toEqual({ port: 80 });
  });
});

test('a value that breaks the YAML, and a name that Flux refuses, are findings', async () => {
  const { findings } = await read({
    ...cluster,
    'clusters/prod/apps.yaml': kustomization('apps', {
      path: './apps',
      postBuild: { substitute: { a: '[', 'not-a-name': 'x' } },
    }),
    'apps/a.yaml': configMap('a', { x: '${a}' }),
  });

  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'tree/substitution: Kustomization flux-system/apps has a variable "not-a-name": Flux refuses the name.',
    'tree/substitution: ConfigMap a is no object any more once its variables are replaced.',
  ]);
});
