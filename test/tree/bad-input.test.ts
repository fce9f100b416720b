import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readTree } from '../../lib/tree/read-tree';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { cluster, configMap, type Files, kustomization, kustomize, list, names, object, places, read } from './repo';

const apps = (files: Files, spec: Readonly<Record<string, unknown>> = {}): Files => ({
  ...cluster,
  'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', ...spec }),
  ...files,
});

const readFolder = (folder: string) => readTree(folder, { kustomize: kubectl() });

describe('each of these ends in a finding, with its place', () => {
  test.each<[what: string, files: Files, found: readonly string[]]>([
    ['an empty repo', {}, ['tree/no-flux']],
    ['a repo without Flux', { 'a.yaml': configMap('a'), 'b.yaml': 'a: [' }, ['tree/no-flux']],
    [
      'a repo whose only Flux Kustomization is no YAML',
      { 'a.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: [' },
      ['tree/no-flux', 'tree/invalid-yaml a.yaml:2'],
    ],
    ['broken YAML', apps({ 'apps/a.yaml': 'a: b\nc: [' }), ['tree/invalid-yaml apps/a.yaml:2']],
    ['YAML with one mistake', apps({ 'apps/a.yaml': 'a: b\n  c: [1\n' }), ['tree/invalid-yaml apps/a.yaml:1']],
    ['a key that is there twice', apps({ 'apps/a.yaml': 'a: 1\nb: 2\na: 3\n' }), ['tree/invalid-yaml apps/a.yaml:3']],
    ['a list of nothing but values', apps({ 'apps/a.yaml': '- 1\n' }), ['tree/invalid-yaml apps/a.yaml:1']],
    [
      'values of a chart among the manifests',
      apps({ 'apps/values.yaml': '# of a chart\nreplicas: 3\n' }),
      ['tree/not-an-object apps/values.yaml:2'],
    ],
    [
      'a YAML bomb',
      apps({
        'apps/a.yaml': ['a: &a [1,1,1,1,1,1,1,1,1]', ...'bcdefghi'].reduce<string>(
          (text, name, index) =>
            index === 0
              ? name
              : `${text}\n${name}: &${name} [${Array(9)
                  .fill(`*${'abcdefgh'[index - 1]}`)
                  .join(',')}]`,
          '',
        ),
      }),
      ['tree/invalid-yaml apps/a.yaml:1'],
    ],
    [
      'YAML that nests without end',
      apps({ 'apps/a.yaml': `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}` }),
      ['tree/invalid-yaml apps/a.yaml:1'],
    ],
    [
      'a kustomization that lists what is not there',
      apps({ 'apps/kustomization.yaml': 'resources:\n  - deploymnt.yaml\n', 'apps/deployment.yaml': configMap('a') }),
      ['tree/missing apps/kustomization.yaml:2'],
    ],
    [
      'a folder that is listed and has no kustomization',
      apps({ 'apps/kustomization.yaml': list('../base'), 'base/a.yaml': configMap('a') }),
      ['tree/kustomization apps/kustomization.yaml:1'],
    ],
    [
      'two kustomizations in a folder',
      apps({ 'apps/kustomization.yaml': list(), 'apps/Kustomization': list() }),
      ['tree/kustomization apps/kustomization.yaml:1'],
    ],
    [
      'kustomizations in a circle',
      apps({ 'apps/kustomization.yaml': list('../b'), 'b/kustomization.yaml': list('../apps') }),
      ['tree/cycle b/kustomization.yaml:1'],
    ],
    [
      'a kustomization that lists its own folder',
      apps({ 'apps/kustomization.yaml': list('.') }),
      ['tree/cycle apps/kustomization.yaml:1'],
    ],
    [
      'a kustomization that lists the folder above',
      apps({ 'apps/kustomization.yaml': list('..') }),
      ['tree/cycle apps/kustomization.yaml:1'],
    ],
    [
      'a resource out of the repo',
      apps({ 'apps/kustomization.yaml': list('../../../etc/hosts') }),
      ['tree/outside apps/kustomization.yaml:1'],
    ],
    [
      'a resource by its absolute path',
      apps({ 'apps/kustomization.yaml': list('/etc/hosts') }),
      ['tree/outside apps/kustomization.yaml:1'],
    ],
    [
      'a resource that .sourceignore leaves out',
      apps({
        'apps/kustomization.yaml': list('a.yaml'),
        'apps/a.yaml': configMap('a'),
        '.sourceignore': '/apps/a.yaml',
      }),
      ['tree/ignored apps/kustomization.yaml:1'],
    ],
    ['a path that is not there', apps({}), ['tree/missing clusters/prod/apps.yaml:1']],
    ['a path that leaves the repo', apps({}, { path: '../other' }), ['tree/outside clusters/prod/apps.yaml:1']],
    ['a path that is a file', apps({ apps: 'x' }), ['tree/missing clusters/prod/apps.yaml:1']],
    [
      'a field that only upper case hides',
      apps({ 'apps/kustomization.yaml': kustomize({ Resources: ['https://example.com/a.yaml'] }) }),
      ['tree/kustomization apps/kustomization.yaml:1'],
    ],
    [
      'a component from elsewhere',
      apps({ 'apps/a.yaml': configMap('a') }, { components: ['github.com/acme/components/a'] }),
      ['tree/outside'],
    ],
    [
      'a component that is not there',
      apps({ 'apps/a.yaml': configMap('a') }, { components: ['../b'] }),
      ['tree/missing'],
    ],
    [
      'a chart that kustomize would render',
      apps({ 'apps/kustomization.yaml': kustomize({ helmCharts: [{ name: 'a', repo: 'https://example.com' }] }) }),
      ['tree/not-run apps/kustomization.yaml:1'],
    ],
    [
      'a plugin',
      apps({
        'apps/kustomization.yaml': kustomize({ generators: ['p.yaml'] }),
        'apps/p.yaml': object('acme/v1', 'Maker', 'm', undefined),
      }),
      ['tree/not-run apps/kustomization.yaml:1'],
    ],
    [
      'a plugin in a kustomization',
      apps({ 'apps/kustomization.yaml': kustomize({ transformers: [object('acme/v1', 'Maker', 'm', undefined)] }) }),
      ['tree/not-run apps/kustomization.yaml:1'],
    ],
    [
      'what kustomize refuses',
      apps({
        'apps/kustomization.yaml': list('a.yaml', 'b.yaml'),
        'apps/a.yaml': configMap('a'),
        'apps/b.yaml': configMap('a'),
      }),
      ['tree/build apps/kustomization.yaml:1'],
    ],
    [
      'a Flux Kustomization whose fields are not what they should be',
      apps(
        { 'apps/a.yaml': configMap('a') },
        { patches: 'x', components: 3, images: {}, postBuild: [], commonMetadata: 1 },
      ),
      [],
    ],
  ])('%s', async (_, files, found) => {
    const tree = await read(files);

    expect(places(tree)).toEqual(found);
    expect(tree.findings.filter(({ message }) => /\/tmp|flux-hub-\w{6}/.test(message))).toEqual([]);
  });

  test('no folder', async () => {
    const { findings } = await readTree(join(tmpdir(), 'flux-hub-is-not-here'));

    expect(findings.map(({ rule }) => rule)).toEqual(['tree/unreadable']);
  });

  test('a name with a slip in it, with the name that was meant', async () => {
    const { findings } = await read(
      apps({ 'apps/kustomization.yaml': list('deploymnt.yaml'), 'apps/deployment.yaml': configMap('a') }),
    );

    expect(findings[0]).toMatchObject({
      message: 'apps/kustomization.yaml names deploymnt.yaml, which is not there.',
      fix: 'Did you mean deployment.yaml?',
      cluster: 'prod',
    });
  });

  test('symbolic links: one into the repo only where it is needed, the others always, and none is followed', async () => {
    const folder = written(
      apps({ 'apps/kustomization.yaml': list('a.yaml', 'linked'), 'apps/a.yaml': configMap('a') }),
    );
    const outside = mkdtempSync(join(tmpdir(), 'flux-hub-'));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    writeFileSync(join(outside, 'secret.yaml'), configMap('secret'));
    symlinkSync('a.yaml', join(folder, 'apps/unused.yaml'));
    symlinkSync('../apps', join(folder, 'apps/linked'));
    symlinkSync('nowhere.yaml', join(folder, 'dead.yaml'));
    symlinkSync(outside, join(folder, 'apps/out'));
    symlinkSync('../../../../../../../../etc', join(folder, 'clusters/up'));

    const tree = await readFolder(folder);

    expect(places(tree)).toEqual([
      'tree/link apps/out:1',
      'tree/link clusters/up:1',
      'tree/link dead.yaml:1',
      'tree/link apps/kustomization.yaml:1',
    ]);
  });

  test.each([
    'apps/a.yaml',
    'apps/kustomization.yaml',
    'apps/data.bin',
    'unneeded.yaml',
  ])('a file of 100 MB, which is not read: %s', async (path) => {
    const folder = written(
      apps({
        'apps/kustomization.yaml': kustomize({
          resources: ['a.yaml'],
          configMapGenerator: [{ name: 'b', files: ['data.bin'] }],
        }),
        'apps/a.yaml': configMap('a'),
        'apps/data.bin': '',
        'unneeded.yaml': '',
      }),
    );
    truncateSync(join(folder, path), 100 * 1024 * 1024);

    const tree = await readFolder(folder);

    expect(places(tree)).toEqual([`tree/too-large ${path}:1`]);
    expect(tree.findings[0]?.message).toBe(`${path} has 100 MB: it is not read.`);
  });
});

describe('kustomize', () => {
  const needing = apps({ 'apps/a.yaml': configMap('a'), 'more/b.yaml': configMap('b') }, { namePrefix: 'x-' });

  test('is asked for once where there is none, and only where it is needed', async () => {
    const listed = await read(apps({ 'apps/a.yaml': configMap('a') }), { kustomize: '/nowhere/kustomize' });
    const needed = await read(
      { ...needing, 'clusters/prod/more.yaml': kustomization('more', { path: './more', nameSuffix: '-x' }) },
      { kustomize: '/nowhere/kustomize' },
    );

    expect(listed.findings).toEqual([]);
    expect(names(listed.clusters[0] as never)).toEqual(['ConfigMap a']);
    expect(needed.findings).toEqual([
      {
        rule: 'tree/no-tool',
        severity: 'error',
        message: 'There is no program at /nowhere/kustomize, and it takes kustomize to build this repo.',
        fix: 'Install one of them, or name it in FLUX_HUB_KUSTOMIZE.',
      },
    ]);
  });

  test('is stopped, with what it started, when it takes too long', async () => {
    const pids = join(written({ pids: '' }), 'pids');
    const tool = program(`sleep 60 & echo $! > ${pids}; sleep 60\n`);
    const tree = await read(needing, { kustomize: tool, limit: 1000 });

    expect(tree.findings[0]).toMatchObject({
      rule: 'tree/timeout',
      message: 'apps takes more than 1 s to build: it was stopped.',
    });
    await expect.poll(() => isRunning(Number(readFileSync(pids, 'utf8'))), { timeout: 10_000 }).toBe(false);
  });

  test('may say anything, or nothing', async () => {
    const garbled = await read(needing, { kustomize: program('echo ": ["\n') });
    const silent = await read(needing, { kustomize: program('exit 7\n') });

    expect(garbled.findings[0]?.message).toBe('apps does not build: what is built is no list of Kubernetes objects.');
    expect(garbled.clusters[0]?.objects.map(({ manifest }) => manifest.kind)).toEqual(['Kustomization']);
    expect(silent.findings[0]?.message).toMatch(/ended with 7/);
  });

  test('is quoted without what differs from run to run', async () => {
    const log = `E1122 02:37:19.532289    9805 run.go:72] "command failed" err="no \\\\"a\\\\" in b"`;
    const tree = await read(needing, { kustomize: program(`echo '${log}' >&2; exit 1\n`) });

    expect(tree.findings[0]?.message).toBe('apps does not build: no "a" in b.');
  });

  test('has no way to the network, even where something remote were overlooked', async () => {
    const { env } = await environmentOf(needing);

    expect(env).toMatchObject({ GIT_ALLOW_PROTOCOL: 'none', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' });
  });

  test('sees a copy of what it builds, and of nothing else, which is gone when it is done', async () => {
    const { folder, listing } = await environmentOf(needing);

    expect(existsSync(folder)).toBe(false);
    expect(listing).toEqual(['./apps/a.yaml', './apps/kustomization.yaml']);
  });

  /** What the tool is given. */
  async function environmentOf(files: Files) {
    const report = join(written({ x: '' }), 'report');
    await read(files, {
      kustomize: program(`{ cd "$2/.."; pwd; find . -type f | sort; echo ---; env; } > ${report}\n`),
    });
    const [listing = '', env = ''] = readFileSync(report, 'utf8').split('---\n');
    const [folder = '', ...paths] = listing.trim().split('\n');
    return {
      folder,
      listing: paths,
      env: Object.fromEntries(env.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2))),
    };
  }

  /** A zombie, which nobody has waited for, runs no more. */
  function isRunning(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  }

  function program(script: string): string {
    const folder = written({ kustomize: `#!/bin/sh\n${script}` });
    chmodSync(join(folder, 'kustomize'), 0o755);
    return join(folder, 'kustomize');
  }
});

describe('what is remote is a finding, and nothing is fetched:', () => {
  test.each<[field: string, kustomization: (url: string) => Readonly<Record<string, unknown>>]>([
    ['resources', (url) => ({ resources: [url] })],
    ['bases', (url) => ({ bases: [url] })],
    ['components', (url) => ({ components: [url] })],
    ['crds', (url) => ({ crds: [url] })],
    ['configurations', (url) => ({ configurations: [url] })],
    ['generators', (url) => ({ generators: [url] })],
    ['transformers', (url) => ({ transformers: [url] })],
    ['validators', (url) => ({ validators: [`${url}?a={}`] })],
    ['openapi', (url) => ({ openapi: { path: url } })],
    ['patches', (url) => ({ patches: [{ path: url }] })],
    ['patchesJson6902', (url) => ({ patchesJson6902: [{ path: url, target: { kind: 'ConfigMap', name: 'a' } }] })],
    ['patchesStrategicMerge', (url) => ({ patchesStrategicMerge: [url] })],
    ['replacements', (url) => ({ replacements: [{ path: url }] })],
    ['configMapGenerator', (url) => ({ configMapGenerator: [{ name: 'a', files: [`key=${url}`] }] })],
    ['secretGenerator', (url) => ({ secretGenerator: [{ name: 'a', envs: [url] }] })],
    ['the env of a generator', (url) => ({ secretGenerator: [{ name: 'a', env: url }] })],
    [
      'a plugin within kustomize',
      (url) => ({ transformers: [object('builtin', 'PatchTransformer', 'p', undefined, { path: url })] }),
    ],
  ])('%s', async (_, fields) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end(configMap('fetched'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.yaml`;

    const tree = await read(
      apps({ 'apps/kustomization.yaml': list('../base'), 'base/kustomization.yaml': kustomize(fields(url)) }),
    );

    expect(places(tree)).toEqual(['tree/remote base/kustomization.yaml:1']);
    expect(tree.clusters[0]?.kustomizations[1]?.state).toBe('failed');
    expect(asked).toBe(0);
  });
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be read is told of, and the rest is read', async () => {
  const folder = written(apps({ 'apps/a.yaml': configMap('a') }));
  mkdirSync(join(folder, 'locked'), { mode: 0 });

  expect(places(await readFolder(folder))).toEqual(['tree/unreadable locked:1']);
});
