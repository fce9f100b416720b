import { describe, expect, test } from 'vitest';
import type { TreeCluster } from '../../lib/tree/tree';
import { configMap, kustomize, list, names, object, readApps } from './repo';

const deployment = object('apps/v1', 'Deployment', 'web', 'shop', {
  spec: { template: { spec: { containers: [{ name: 'web', image: 'example.com/web:1.0' }] } } },
});

const only = ({ objects }: TreeCluster, kind: string) =>
  objects.find(({ manifest }) => manifest.kind === kind && manifest.apiVersion !== 'kustomize.toolkit.fluxcd.io/v1')
    ?.manifest;

const image = (cluster: TreeCluster) => {
  const { template } = only(cluster, 'Deployment')?.spec as {
    template: { spec: { containers: { image: string }[] } };
  };
  return template.spec.containers[0]?.image;
};

describe('a folder without kustomization.yaml', () => {
  test('is all YAML below, where a folder that has one counts as one', async () => {
    const cluster = await readApps(
      {},
      {
        'apps/a.yaml': configMap('a'),
        'apps/b.yml': configMap('b'),
        'apps/deep/er/c.yaml': configMap('c'),
        'apps/own/kustomization.yml': list('d.yaml'),
        'apps/own/d.yaml': configMap('d'),
        'apps/own/not-listed.yaml': configMap('not-listed'),
        'apps/e.json': configMap('e'),
        'apps/README.md': 'apiVersion: v1',
      },
    );

    expect(names(cluster)).toEqual(['ConfigMap a', 'ConfigMap b', 'ConfigMap c', 'ConfigMap d']);
  });

  test('is nothing where it holds no YAML', async () => {
    const cluster = await readApps({ targetNamespace: 'shop' }, { 'apps/README.md': '' });

    expect(cluster.kustomizations.at(1)).toMatchObject({ key: 'flux-system/apps', state: 'built' });
    expect(names(cluster)).toEqual([]);
  });
});

test('a kustomization builds as kustomize builds it, files of every kind included', async () => {
  const cluster = await readApps(
    {},
    {
      'apps/kustomization.yaml': kustomize({
        resources: ['../base', 'list.json'],
        components: ['../component'],
        configMapGenerator: [{ name: 'made', files: ['key=data/file.txt'], envs: ['data/some.env'] }],
        generatorOptions: { disableNameSuffixHash: true },
        patches: [{ path: 'patch.yaml', target: { kind: 'ConfigMap', name: 'a' } }],
        replacements: [{ path: 'replacement.yaml' }],
        transformers: ['prefix.yaml'],
      }),
      'apps/list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [JSON.parse(configMap('listed'))] }),
      'apps/data/file.txt': 'text',
      'apps/data/some.env': 'A=1\n',
      'apps/patch.yaml': JSON.stringify([{ op: 'add', path: '/data/patched', value: 'yes' }]),
      'apps/replacement.yaml': JSON.stringify({
        source: { kind: 'ConfigMap', name: 'made', fieldPath: 'data.A' },
        targets: [{ select: { kind: 'ConfigMap', name: 'a' }, fieldPaths: ['data.from'] }],
      }),
      'apps/prefix.yaml': object('builtin', 'PrefixTransformer', 'prefix', undefined, {
        prefix: 'p-',
        fieldSpecs: [{ path: 'metadata/name' }],
      }),
      'base/kustomization.yaml': list('a.yaml'),
      'base/a.yaml': configMap('a', { from: '?' }),
      'component/kustomization.yaml': JSON.stringify({ kind: 'Component', namespace: 'shop' }),
    },
  );

  expect(names(cluster)).toEqual(['ConfigMap shop/p-a', 'ConfigMap shop/p-listed', 'ConfigMap shop/p-made']);
  expect(cluster.objects.find(({ manifest }) => manifest.metadata.name === 'p-a')).toMatchObject({
    manifest: { data: { from: '1', patched: 'yes' } },
    file: 'base/a.yaml',
    line: 1,
    kustomization: 'flux-system/apps',
  });
  expect(cluster.objects.find(({ manifest }) => manifest.metadata.name === 'p-made')).toMatchObject({
    manifest: { data: { key: 'text', A: '1' } },
    file: 'apps/kustomization.yaml',
  });
  expect(cluster.kustomizations[1]?.files).toEqual(
    expect.arrayContaining(['apps/data/some.env', 'apps/patch.yaml', 'component/kustomization.yaml']),
  );
});

describe('a Flux Kustomization', () => {
  test('sets namespaces, prefixes and suffixes', async () => {
    const cluster = await readApps(
      { targetNamespace: 'x', namePrefix: 'a-', nameSuffix: '-z' },
      { 'apps/web.yaml': deployment },
    );

    expect(names(cluster)).toEqual(['Deployment x/a-web-z']);
    expect(cluster.objects.at(-1)).toMatchObject({ file: 'apps/web.yaml', line: 1 });
  });

  test('patches, besides the patches of the folder', async () => {
    const cluster = await readApps(
      { patches: [{ target: { kind: 'ConfigMap' }, patch: '- { op: add, path: /data/b, value: flux }' }] },
      {
        'apps/kustomization.yaml': kustomize({
          resources: ['a.yaml'],
          patches: [{ target: { kind: 'ConfigMap' }, patch: '- { op: add, path: /data/c, value: folder }' }],
        }),
        'apps/a.yaml': configMap('a', { a: '1' }),
      },
    );

    expect(only(cluster, 'ConfigMap')?.data).toEqual({ a: '1', b: 'flux', c: 'folder' });
  });

  test.each([
    [{ newTag: '2.0' }, {}, 'example.com/web:2.0'],
    [{ newTag: '2.0' }, { newName: 'mirror/web', newTag: '1.5' }, 'mirror/web:2.0'],
    [{ newName: 'other/web' }, { newName: 'mirror/web', newTag: '1.5' }, 'other/web:1.5'],
    [{ newTag: '2.0' }, { digest: `sha256:${'0'.repeat(64)}` }, 'example.com/web:2.0'],
  ])('overrides images by field: %j over %j', async (added, own, expected) => {
    const cluster = await readApps(
      { images: [{ name: 'example.com/web', ...added }] },
      {
        'apps/kustomization.yaml': kustomize({
          resources: ['web.yaml'],
          ...(Object.keys(own).length > 0 && { images: [{ name: 'example.com/web', ...own }] }),
        }),
        'apps/web.yaml': deployment,
      },
    );

    expect(image(cluster)).toBe(expected);
  });

  test('adds components, and leaves out those that are not there where it says so', async () => {
    const cluster = await readApps(
      { components: ['../there', '../absent'], ignoreMissingComponents: true },
      {
        'apps/a.yaml': configMap('a'),
        'there/kustomization.yaml': JSON.stringify({ kind: 'Component', namespace: 'shop' }),
      },
    );

    expect(names(cluster)).toEqual(['ConfigMap shop/a']);
  });

  test('labels and annotates everything', async () => {
    const cluster = await readApps(
      { commonMetadata: { labels: { team: 'shop' }, annotations: { note: 'x' } } },
      { 'apps/a.yaml': configMap('a') },
    );

    expect(only(cluster, 'ConfigMap')?.metadata).toEqual({
      name: 'a',
      labels: { team: 'shop' },
      annotations: { note: 'x' },
    });
  });

  test('takes a field that kustomize does not know out of the kustomization that it applies', async () => {
    const cluster = await readApps(
      { targetNamespace: 'x' },
      { 'apps/kustomization.yaml': kustomize({ resources: ['a.yaml'], 'x-note': 1 }), 'apps/a.yaml': configMap('a') },
    );

    expect(names(cluster)).toEqual(['ConfigMap x/a']);
  });
});

test('an object is found where it is written, also by its line, and what is renamed by its old name', async () => {
  const cluster = await readApps(
    {},
    {
      'apps/kustomization.yaml': kustomize({
        resources: ['two.yaml', 'ns.yaml'],
        namespace: 'shop',
        secretGenerator: [{ name: 'hashed', literals: ['a=b'] }],
      }),
      'apps/two.yaml': `# two\n${configMap('a')}---\n${configMap('b')}`,
      'apps/ns.yaml': object('v1', 'Namespace', 'to-be-renamed', undefined),
    },
  );
  const places = cluster.objects.slice(1).map(({ manifest, file, line }) => `${manifest.kind} ${file}:${line}`);

  expect(places).toEqual([
    'Namespace apps/kustomization.yaml:1',
    'Secret apps/kustomization.yaml:1',
    'ConfigMap apps/two.yaml:2',
    'ConfigMap apps/two.yaml:4',
  ]);
});

test('a Namespace that is written is found there, whatever kustomization names it before', async () => {
  const tree = await readApps(
    {},
    {
      'apps/kustomization.yaml': list('a', 'ns.yaml'),
      'apps/a/kustomization.yaml': kustomize({ namespace: 'shop', resources: ['b.yaml'] }),
      'apps/a/b.yaml': configMap('b'),
      'apps/ns.yaml': object('v1', 'Namespace', 'shop', undefined),
    },
  );

  expect(tree.objects.find(({ manifest }) => manifest.kind === 'Namespace')?.file).toBe('apps/ns.yaml');
});

describe('where files are only listed', () => {
  const files = {
    'apps/kustomization.yaml': list('a', 'b.yaml'),
    'apps/a/kustomization.yaml': list('../../shared/c.yaml'),
    'shared/c.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { yes: "on", octal: "0777", n: "1e3" }\n',
    'apps/b.yaml': `${configMap('b')}---\n${deployment}`,
  };

  test('kustomize is not needed, and would say the same', async () => {
    const without = await readApps({}, files);
    const built = await readApps({ ignoreMissingComponents: true, commonMetadata: {} }, files);
    const objects = ({ objects }: TreeCluster) => objects.slice(1);

    expect(objects(without)).toEqual(objects(built));
    expect(names(without)).toEqual(['ConfigMap b', 'ConfigMap c', 'Deployment shop/web']);
  });

  test('one object twice is for kustomize to judge', async () => {
    const text = `${configMap('a')}---\n${configMap('a', {}, 'default')}`;
    const tree = await readApps({}, { 'apps/kustomization.yaml': list('a.yaml'), 'apps/a.yaml': text });

    expect(tree.kustomizations[1]?.state).toBe('failed');
  });

  test('a file that is listed twice is for kustomize to judge', async () => {
    const tree = await readApps(
      {},
      { 'apps/kustomization.yaml': list('a.yaml', './a.yaml'), 'apps/a.yaml': configMap('a') },
    );

    expect(tree.kustomizations[1]?.state).toBe('failed');
  });

  test('an object that is only for tools is not applied', async () => {
    const annotations = { 'config.kubernetes.io/local-config': 'true' };
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } });

    expect(names(await readApps({}, { 'apps/a.yaml': text, 'apps/b.yaml': configMap('b') }))).toEqual(['ConfigMap b']);
  });
});
