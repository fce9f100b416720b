import { describe, expect, test } from 'vitest';
import type { TreeCluster } from '../../lib/tree/tree';
import { cluster, configMap, kustomization, names, object, places, read, readApps, states } from './repo';

const gitRepository = (name: string, url: string, ref: unknown = { branch: 'main' }, ignore?: string) =>
  object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, 'flux-system', { spec: { url, ref, ignore } });

const on = (name: string, kind = 'GitRepository') => ({ sourceRef: { kind, name } });

const stateOf = ({ kustomizations }: TreeCluster, name: string) =>
  kustomizations.find(({ manifest }) => manifest.metadata.name === name)?.state;

describe('the source of a Kustomization', () => {
  const url = 'ssh://git@example.com/acme/fleet';
  const bootstrapped = (ignore?: string) => ({
    'clusters/prod/flux-system/gotk-sync.yaml': [
      gitRepository('flux-system', url, undefined, ignore),
      kustomization('flux-system', { path: './clusters/prod' }),
    ].join('---\n'),
  });

  test('is the repo by another name where URL and revision are those of the hub', async () => {
    const { clusters } = await read({
      ...bootstrapped(),
      'clusters/prod/same.yaml': `${gitRepository('same', url)}---\n${kustomization('same', { path: './apps', ...on('same') })}`,
      'clusters/prod/tag.yaml': `${gitRepository('tag', url, { tag: 'v1' })}---\n${kustomization('tag', { path: './apps', ...on('tag') })}`,
      'clusters/prod/other.yaml': `${gitRepository('other', `${url}-2`)}---\n${kustomization('other', { path: './apps', ...on('other') })}`,
      'clusters/prod/none.yaml': kustomization('none', { path: './apps', ...on('none') }),
      'apps/a.yaml': configMap('a'),
    });

    expect(states(clusters[0] as TreeCluster).sort()).toEqual([
      'flux-system/flux-system: built',
      'flux-system/none: unresolved',
      'flux-system/other: external',
      'flux-system/same: built',
      'flux-system/tag: external',
    ]);
  });

  test('leaves out what it ignores itself', async () => {
    const { clusters } = await read({
      ...bootstrapped('/apps/b.yaml\n'),
      'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
      'apps/a.yaml': configMap('a'),
      'apps/b.yaml': configMap('b'),
    });

    expect(names(clusters[0] as TreeCluster)).toEqual(['ConfigMap a']);
  });

  test('may be an artifact that a generator copies from the repo', async () => {
    const generator = (copy: unknown, alias = 'flux-system') =>
      object('source.extensions.fluxcd.io/v1beta1', 'ArtifactGenerator', 'split', 'flux-system', {
        spec: {
          sources: [{ alias: 'repo', kind: 'GitRepository', name: alias }],
          artifacts: [{ name: 'apps', copy }],
        },
      });
    const files = (copy: unknown, alias?: string) => ({
      'clusters/prod/generator.yaml': generator(copy, alias),
      'teams/shop/base/a.yaml': configMap('a'),
      'teams/shop/base/deep/b.yaml': configMap('b'),
      'teams/shop/prod/c.yaml': configMap('c'),
      'teams/shop/prod/d.txt': 'no object',
      'teams/search/prod/e.yaml': configMap('e'),
    });
    const applied = async (copy: unknown, path: string, alias?: string) => {
      const tree = await readApps({ path, ...on('apps', 'ExternalArtifact') }, files(copy, alias));
      return [stateOf(tree, 'apps'), ...names(tree)];
    };

    expect(await applied([{ from: '@repo/teams/shop/**', to: '@artifact/' }], './base')).toEqual([
      'built',
      'ConfigMap a',
      'ConfigMap b',
    ]);
    expect(await applied([{ from: '@repo/teams/shop', to: '@artifact/x/' }], './x/shop/prod')).toEqual([
      'built',
      'ConfigMap c',
    ]);
    expect(await applied([{ from: '@repo/teams/*/prod', to: '@artifact/' }], './')).toEqual([
      'built',
      'ConfigMap c',
      'ConfigMap e',
    ]);
    expect(
      await applied([{ from: '@repo/teams/shop/**', to: '@artifact/', exclude: ['**/deep/**', 'prod/*'] }], './'),
    ).toEqual(['built', 'ConfigMap a']);
    expect(await applied([{ from: '@repo/teams/shop/base/a.yaml', to: '@artifact/b/x.yaml' }], './b')).toEqual([
      'built',
      'ConfigMap a',
    ]);
    expect(await applied([{ from: '@repo/teams/shop/**', to: '@artifact/', strategy: 'Extract' }], './')).toEqual([
      'external',
    ]);
    expect(await applied([{ from: '@repo/teams/shop/**', to: '@artifact/' }], './', 'elsewhere')).toEqual(['external']);
  });
});

test('Kustomizations are followed as deep as they go, each once', async () => {
  const { kustomizations } = await readApps(
    {},
    {
      'apps/one.yaml': kustomization('one', { path: 'one' }),
      'one/two.yaml': kustomization('two', { path: '/two/' }),
      'two/a.yaml': configMap('a'),
    },
  );

  expect(kustomizations.map(({ key, appliedBy, path, file }) => ({ key, appliedBy, path, file }))).toEqual([
    { key: 'flux-system/flux-system', appliedBy: undefined, path: 'clusters/prod', file: undefined },
    { key: 'flux-system/apps', appliedBy: 'flux-system/flux-system', path: 'apps', file: 'clusters/prod/apps.yaml' },
    { key: 'flux-system/one', appliedBy: 'flux-system/apps', path: 'one', file: 'apps/one.yaml' },
    { key: 'flux-system/two', appliedBy: 'flux-system/one', path: 'two', file: 'one/two.yaml' },
  ]);
});

test('Kustomizations that apply each other end, and are told', async () => {
  const tree = await read({
    ...cluster,
    'clusters/prod/a.yaml': kustomization('a', { path: './a' }),
    'a/b.yaml': kustomization('b', { path: './b' }),
    'b/a.yaml': kustomization('a', { path: './a' }),
  });

  expect(places(tree)).toEqual(['tree/cycle b/a.yaml:1']);
  expect(tree.findings[0]).toMatchObject({
    message:
      'Kustomization flux-system/a is applied by flux-system/b, which it applies itself: each undoes what the other changes.',
    cluster: 'prod',
  });
});

test('what two clusters share is read for each', async () => {
  const { clusters } = await read({
    ...cluster,
    'clusters/dev/flux-system/gotk-sync.yaml': '#\n',
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'clusters/dev/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/a.yaml': configMap('a'),
  });

  expect(clusters.map((each) => [each.name, ...names(each)])).toEqual([
    ['dev', 'ConfigMap a'],
    ['prod', 'ConfigMap a'],
  ]);
});
