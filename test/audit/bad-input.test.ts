import { mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { written } from '../deploy/written';
import { configMap, kustomization, list, object, repo } from './fleet';
import { audit, findingsOf } from './run';

const apps = kustomization('apps', { path: './apps' });

/** Each line stands for nine of the one before it. */
const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  .map(
    (name, at, names) =>
      `${name}: &${name} [${Array(9)
        .fill(at === 0 ? '1' : `*${names[at - 1]}`)
        .join()}]`,
  )
  .join('\n');

describe('ends in a finding, and exit code 1', () => {
  test.each<[what: string, files: Readonly<Record<string, string>>, rules: readonly string[]]>([
    ['an empty repo', {}, ['tree/no-flux']],
    ['a repo without Flux', { 'a.yaml': configMap('a', {}, 'default') }, ['tree/no-flux']],
    ['broken YAML', repo({ 'clusters/prod/apps.yaml': apps, 'apps/a.yaml': 'a: [' }), ['tree/invalid-yaml']],
    [
      'a key that is there twice',
      repo({ 'clusters/prod/apps.yaml': apps, 'apps/a.yaml': 'a: 1\na: 2\n' }),
      ['tree/invalid-yaml'],
    ],
    [
      'a remote base',
      repo({ 'clusters/prod/apps.yaml': apps, 'apps/kustomization.yaml': list('https://example.com/base?ref=v1') }),
      ['tree/remote'],
    ],
    [
      'Kustomizations that apply each other in a circle',
      repo({
        'clusters/prod/a.yaml': kustomization('a', { path: './a' }),
        'a/b.yaml': kustomization('b', { path: './b' }),
        'b/a.yaml': kustomization('a', { path: './a' }),
      }),
      ['tree/cycle'],
    ],
    [
      'a YAML bomb',
      repo({
        'clusters/prod/apps.yaml': apps,
        'apps/a.yaml': bomb,
      }),
      ['tree/invalid-yaml'],
    ],
  ])('%s', async (_, files, rules) => {
    const { status, stdout, stderr } = await audit(files);
    const errors = (await findingsOf(files)).filter(({ severity }) => severity === 'error');

    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect([...new Set(errors.map(({ rule }) => rule))]).toEqual(expect.arrayContaining([...rules]));
    expect(stdout).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});

test('links that lead nowhere or out of the repo are said, and not followed', async () => {
  const folder = written(repo({ 'clusters/prod/apps.yaml': apps, 'apps/a.yaml': configMap('a', {}, 'default') }));
  const outside = mkdtempSync(join(tmpdir(), 'flux-hub-'));
  onTestFinished(() => rmSync(outside, { recursive: true }));
  symlinkSync('nowhere', join(folder, 'apps/dead.yaml'));
  symlinkSync(outside, join(folder, 'apps/out'));

  const found = await findingsOf(folder);

  expect(found.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['tree/link apps/dead.yaml', 'tree/link apps/out']);
});

test('a file of 100 MB is not read', async () => {
  const folder = written(repo({ 'clusters/prod/apps.yaml': apps, 'apps/a.yaml': '' }));
  truncateSync(join(folder, 'apps/a.yaml'), 100 * 1024 * 1024);

  expect((await findingsOf(folder)).map(({ rule }) => rule)).toEqual(['tree/too-large']);
});

test('specs that are no specs are said to be refused, and nothing fails on them', async () => {
  const odd = ['x', 3, [], null, { dependsOn: 'x', sourceRef: 'y', postBuild: { substituteFrom: { a: 1 } } }];
  const kinds: readonly [apiVersion: string, kind: string][] = [
    ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
    ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['apps/v1', 'Deployment'],
    ['fluxcd.controlplane.io/v1', 'ResourceSet'],
    ['example.com/v1', 'Widget'],
  ];
  const files = kinds.flatMap(([apiVersion, kind]) =>
    odd.map((spec, index) => [
      `apps/${kind.toLowerCase()}-${index}.yaml`,
      object(apiVersion, kind, `odd-${index}`, 'default', { spec, roleRef: spec, subjects: spec }),
    ]),
  );

  const { status, stderr } = await audit(
    repo({ 'clusters/prod/apps.yaml': apps, ...Object.fromEntries(files) }),
    '--checklist',
    '--json',
  );

  expect(stderr).toBe('');
  expect(status).toBe(1);
});

test('a folder that is not there, or a file, is wrong usage', async () => {
  const folder = written({ 'a.yaml': configMap('a') });

  const missing = await audit(join(folder, 'nowhere'));
  const file = await audit(join(folder, 'a.yaml'));

  expect([missing.status, file.status]).toEqual([2, 2]);
  expect(missing.stderr).toContain('nowhere is no folder');
  expect(missing.stdout).toBe('');
});

test('a repo without Flux is told in one clear message', async () => {
  const { stdout } = await audit({ 'readme.yaml': 'a: 1\n' });

  expect(stdout).toContain('There is no Flux here');
  expect(stdout.match(/✖/g)).toHaveLength(1);
});
