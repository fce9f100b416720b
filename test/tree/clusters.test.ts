import { expect, test } from 'vitest';
import { cluster, configMap, kustomization, list, names, object, places, read, states } from './repo';

const gitRepository = (name: string, url: string, ref = 'main') =>
  object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, 'flux-system', { spec: { url, ref: { branch: ref } } });

const found = ({ clusters }: Awaited<ReturnType<typeof read>>) =>
  clusters.map(({ name, folder, foundBy, hub }) => `${name} in ${folder} by ${foundBy}, from ${hub.kind} ${hub.name}`);

test('a folder around the files of flux bootstrap is a cluster, before bootstrap has run', async () => {
  const tree = await read({
    ...cluster,
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/a.yaml': configMap('a'),
  });

  expect(found(tree)).toEqual(['prod in clusters/prod by bootstrap, from GitRepository flux-system']);
  expect(tree.clusters[0]?.fluxSystem).toMatchObject({ folder: 'clusters/prod/flux-system', bootstrapped: false });
  expect(tree.clusters[0]?.kustomizations[0]).toMatchObject({ key: 'flux-system/flux-system', assumed: true });
  expect(names(tree.clusters[0] as never)).toEqual(['ConfigMap a']);
  expect(tree.findings).toEqual([]);
});

test('after bootstrap the cluster is what gotk-sync.yaml says, as its own kustomization patches it', async () => {
  const patch = JSON.stringify([{ op: 'add', path: '/data/patched', value: 'yes' }]);
  const tree = await read({
    'clusters/prod/flux-system/gotk-sync.yaml': [
      gitRepository('fleet', 'ssh://git@example.com/acme/fleet'),
      kustomization('root', { path: './clusters/prod', sourceRef: { kind: 'GitRepository', name: 'fleet' } }),
    ].join('---\n'),
    'clusters/prod/flux-system/gotk-components.yaml': configMap('controllers', { of: 'flux' }, 'flux-system'),
    'clusters/prod/flux-system/kustomization.yaml': JSON.stringify({
      resources: ['gotk-components.yaml', 'gotk-sync.yaml'],
      patches: [
        {
          target: { kind: 'Kustomization' },
          patch: JSON.stringify([
            { op: 'add', path: '/spec/patches', value: [{ target: { kind: 'ConfigMap' }, patch }] },
          ]),
        },
      ],
    }),
  });

  expect(found(tree)).toEqual(['prod in clusters/prod by bootstrap, from GitRepository fleet']);
  expect(tree.clusters[0]?.fluxSystem?.bootstrapped).toBe(true);
  expect(tree.clusters[0]?.kustomizations[0]).toMatchObject({
    key: 'flux-system/root',
    assumed: false,
    file: 'clusters/prod/flux-system/gotk-sync.yaml',
    manifest: { spec: { patches: [{ patch }] } },
  });
  expect(tree.clusters[0]?.objects.find(({ manifest }) => manifest.kind === 'ConfigMap')?.manifest.data).toEqual({
    of: 'flux',
    patched: 'yes',
  });
});

test('a FluxInstance that syncs from a folder makes it a cluster, and so does the chart of one', async () => {
  const sync = (path: string) => ({ kind: 'OCIRepository', url: 'oci://example.com/fleet', ref: 'latest', path });
  const tree = await read({
    'clusters/eu/flux-system/flux-instance.yaml': object(
      'fluxcd.controlplane.io/v1',
      'FluxInstance',
      'flux',
      'flux-system',
      {
        spec: { sync: sync('clusters/eu') },
      },
    ),
    'clusters/us/flux-system/release.yaml': object(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      'flux-instance',
      'flux-system',
      {
        spec: { values: { instance: { sync: sync('./clusters/us') } } },
      },
    ),
  });

  expect(found(tree)).toEqual([
    'eu in clusters/eu by flux-instance, from OCIRepository flux-system',
    'us in clusters/us by flux-instance, from OCIRepository flux-system',
  ]);
});

test('without either, the folder of Kustomizations that no other one reaches is a cluster', async () => {
  const tree = await read({
    'flux/prod/kustomization.yaml': list('flux-system', 'sync'),
    'flux/prod/sync/kustomization.yaml': list('apps.yaml'),
    'flux/prod/sync/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/more.yaml': kustomization('more', { path: './more' }),
    'more/a.yaml': configMap('a'),
  });

  expect(found(tree)).toEqual(['prod in flux/prod by kustomization, from GitRepository flux-system']);
  expect(states(tree.clusters[0] as never)).toEqual([
    'flux-system/flux-system: built',
    'flux-system/apps: built',
    'flux-system/more: built',
  ]);
  expect(places(tree)).toEqual(['tree/not-bootstrapped flux/prod/kustomization.yaml:1']);
});

test('a Kustomization that applies the folder it stands in starts the cluster itself', async () => {
  const tree = await read({
    'flux/cluster.yaml': kustomization('cluster', {
      path: './flux',
      sourceRef: { kind: 'GitRepository', name: 'home' },
    }),
    'flux/apps.yaml': kustomization('apps', { path: './apps', sourceRef: { kind: 'GitRepository', name: 'home' } }),
    'apps/a.yaml': configMap('a'),
  });

  expect(found(tree)).toEqual(['flux in flux by kustomization, from GitRepository home']);
  expect(states(tree.clusters[0] as never)).toEqual(['flux-system/cluster: built', 'flux-system/apps: built']);
});

test('what is switched off, by not being listed in a folder that Flux applies, starts no cluster', async () => {
  const tree = await read({
    'flux/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/kustomization.yaml': list('on/ks.yaml'),
    'apps/on/ks.yaml': kustomization('on', { path: './apps/on/app' }),
    'apps/on/app/a.yaml': configMap('a'),
    'apps/off/ks.yaml': kustomization('off', { path: './apps/off/app' }),
    'apps/off/app/b.yaml': configMap('b'),
  });

  expect(found(tree)).toEqual(['prod in flux/prod by kustomization, from GitRepository flux-system']);
  expect(tree.unreached).toEqual(['apps/off/app/b.yaml', 'apps/off/ks.yaml']);
});

test('beside clusters that are bootstrapped, others are found, and templates elsewhere are none', async () => {
  const tree = await read({
    ...cluster,
    'clusters/edge/apps.yaml': kustomization('apps', { path: './apps' }),
    'templates/tenant/sync.yaml': kustomization('tenant', { path: './apps' }),
    'apps/a.yaml': configMap('a'),
  });

  expect(found(tree).map((each) => each.split(',')[0])).toEqual([
    'edge in clusters/edge by kustomization',
    'prod in clusters/prod by bootstrap',
  ]);
});

test('a folder that is pushed as an artifact is the root of its paths', async () => {
  const tree = await read({
    'kubernetes/clusters/prod/ks.yaml': kustomization('apps', {
      path: './apps',
      sourceRef: { kind: 'OCIRepository', name: 'flux-system' },
    }),
    'kubernetes/apps/a.yaml': configMap('a'),
  });

  expect(found(tree)).toEqual(['prod in kubernetes/clusters/prod by kustomization, from OCIRepository flux-system']);
  expect(names(tree.clusters[0] as never)).toEqual(['ConfigMap a']);
  expect(tree.clusters[0]?.objects.map(({ file }) => file)).toEqual([
    'kubernetes/clusters/prod/ks.yaml',
    'kubernetes/apps/a.yaml',
  ]);
});

test('clusters that share the last part of their folders go by all of it', async () => {
  const tree = await read({
    'eu/prod/flux-system/gotk-sync.yaml': '#\n',
    'us/prod/flux-system/gotk-sync.yaml': '#\n',
    'us/dev/flux-system/gotk-sync.yaml': '#\n',
  });

  expect(tree.clusters.map(({ name }) => name)).toEqual(['eu/prod', 'dev', 'us/prod']);
});

test('the root of the repo may be a cluster', async () => {
  const tree = await read({ 'flux-system/gotk-sync.yaml': '#\n', 'a.yaml': configMap('a') });

  expect(found(tree)).toEqual(['cluster in  by bootstrap, from GitRepository flux-system']);
  expect(names(tree.clusters[0] as never)).toEqual(['ConfigMap a']);
});

test('files that no Kustomization reaches are told, if they hold objects', async () => {
  const tree = await read({
    ...cluster,
    'apps/kustomization.yaml': list('a.yaml'),
    'apps/a.yaml': configMap('a'),
    'values.yaml': 'replicas: 3\n',
    'old.yml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: old }\n',
    '.github/workflows/ci.yaml': 'apiVersion: v1\nkind: Workflow\n',
  });

  expect(tree.unreached).toEqual(['apps/a.yaml', 'apps/kustomization.yaml', 'old.yml']);
});
