import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { hub } from '../../hub';
import { initSpoke } from '../../lib/init/init-spoke';
import { problemsOf } from './problems-of';

const { files: rendered } = renderHub(hub);

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'flux-hub-init-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The file of a contract of the example fleet. */
function contractFile(tenant: string, extension = 'json', change = (text: string) => text): string {
  const file = join(folder(), `${tenant}.${extension}`);
  writeFileSync(file, change(rendered[`contracts/${tenant}.${extension}`] ?? ''));
  return file;
}

test('a repo has all that it takes to be worked on, and the folders that the contract expects', () => {
  const repo = join(folder(), 'billing-apps');
  const files = initSpoke(contractFile('billing'), repo);

  expect(files.filter((path) => !/^(?:deploy|worker)\//.test(path))).toEqual([
    '.github/workflows/check.yml',
    '.gitignore',
    'README.md',
    'apps/web.ts',
    'cdk8s.yaml',
    'contract.json',
    'contract.ts',
    'main.ts',
    'package.json',
    'spoke.ts',
    'test/spoke.test.ts',
    'tsconfig.json',
  ]);
  expect(files.filter((path) => path.endsWith('kustomization.yaml'))).toEqual([
    'deploy/prod/kustomization.yaml',
    'deploy/staging/kustomization.yaml',
    'worker/prod/kustomization.yaml',
    'worker/staging/kustomization.yaml',
  ]);
  expect(readFileSync(join(repo, 'README.md'), 'utf8')).toContain('There is no `gateway-resources/` here.');
});

test.each([
  ['as it is', (text: string) => text],
  ['with CRLF line endings', (text: string) => text.replaceAll('\n', '\r\n')],
])('its contract is the hub’s, in both of its files, whichever it is made from, %s', (_, change) => {
  for (const extension of ['json', 'ts']) {
    const repo = folder();
    initSpoke(contractFile('search', extension, change), repo);

    expect(readFileSync(join(repo, 'contract.json'), 'utf8')).toBe(rendered['contracts/search.json']);
    expect(readFileSync(join(repo, 'contract.ts'), 'utf8')).toBe(rendered['contracts/search.ts']);
  }
});

test('its first app has a route for a hostname that is granted wherever its folder is applied', () => {
  const repo = folder();
  initSpoke(contractFile('payments'), repo);
  const route = parse(readFileSync(join(repo, 'deploy/httproute.yaml'), 'utf8'));

  expect(route.spec.hostnames).toEqual(['payments.${domain}']);
  expect(readFileSync(join(repo, 'spoke.ts'), 'utf8')).toContain("folder.hostname('payments.${domain}')");
});

test('its first app goes wherever an app can: into a folder, a namespace of one, or another construct', () => {
  const repo = folder();
  initSpoke(contractFile('billing'), repo);
  const modules = resolve(__dirname, '../../node_modules');
  symlinkSync(modules, join(repo, 'node_modules'));
  writeFileSync(
    join(repo, 'places.ts'),
    `
import type { SpokeFolder, SpokeScope } from 'cdk8s-flux-hub/spoke';
import type { Construct } from 'constructs';
import { Web } from './apps/web';

export const places = (folder: SpokeFolder, namespace: SpokeScope, construct: Construct) =>
  [folder, namespace, construct].map((scope) => new Web(scope, 'web'));
`,
  );
  const sources = ['--customConditions', '@cdk8s-flux-hub/source', '--exactOptionalPropertyTypes'];
  const tsc = [join(modules, 'typescript', 'bin', 'tsc'), '-p', repo, ...sources];

  expect(spawnSync(process.execPath, tsc, { cwd: repo, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
});

test('a folder that holds something is refused, and left as it is', () => {
  const repo = folder();
  writeFileSync(join(repo, 'main.ts'), 'mine');

  expect(problemsOf(() => initSpoke(contractFile('billing'), repo))).toEqual([
    `${repo} is not empty: it holds main.ts. Name another folder.`,
  ]);
  expect(readdirSync(repo)).toEqual(['main.ts']);
  expect(readFileSync(join(repo, 'main.ts'), 'utf8')).toBe('mine');
});

test('a fresh clone is as good as an empty folder', () => {
  const repo = folder();
  mkdirSync(join(repo, '.git'));

  expect(initSpoke(contractFile('billing'), repo)).toContain('spoke.ts');
});

test('what is no contract, or no longer the hub’s, is refused', () => {
  const repo = join(folder(), 'new');
  const other = contractFile('billing', 'json', () => '{}');
  const changed = contractFile('billing', 'ts', (text) => text.replaceAll('"200"', '"2000"'));

  expect(problemsOf(() => initSpoke(other, repo))).toEqual([expect.stringContaining('is no contract')]);
  expect(problemsOf(() => initSpoke(changed, repo))).toEqual([
    expect.stringContaining('was changed since the hub wrote it'),
  ]);
});
