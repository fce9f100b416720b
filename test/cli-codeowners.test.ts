import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repo = resolve(__dirname, '..');
const bin = join(repo, 'bin', 'flux-hub.js');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flux-hub-codeowners-'));
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  write('package.json', '{ "name": "fleet" }');
  write('.gitignore', 'node_modules\ndist/\n');
  spawnSync('git', ['init', '--quiet'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function fluxHub(args: readonly string[], cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const hub = (owners: string) => `
import { Cluster, Hub, Tenant } from 'cdk8s-flux-hub';
export const hub = new Hub({ repository: 'ssh://git@example.com/hub'${owners} });
hub.environment('prod').cluster('eu', (scope, id) => {
  const cluster = new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
  new Tenant(cluster, 'billing', { owners: ['@acme/billing'] });
  return cluster;
});
`;

test('the lines are printed as a file has them, and as JSON', () => {
  write('hub.ts', hub(", owners: ['@acme/platform']"));
  fluxHub(['synth']);

  expect(fluxHub(['codeowners'])).toEqual({
    status: 0,
    stdout: `/deploy/ @acme/platform
/deploy/contracts/billing.json @acme/platform @acme/billing
/deploy/contracts/billing.ts @acme/platform @acme/billing
/deploy/tenants/*/billing/ @acme/platform @acme/billing
`,
    stderr: '',
  });
  expect(JSON.parse(fluxHub(['codeowners', '--json']).stdout)).toMatchObject({
    ok: true,
    problems: [],
    lines: [{ pattern: '/deploy/', owners: ['@acme/platform'] }, {}, {}, {}],
  });
});

test('a file that is written makes no stage stale: it can be checked and published, from any folder of the repo', () => {
  write('hub.ts', hub(", owners: ['@acme/platform']"));
  write('.github/CODEOWNERS', '* @acme/platform\n');
  spawnSync('git', ['add', '--all'], { cwd: folder });
  fluxHub(['synth']);
  const inGitHub = join(folder, '.github');

  expect(fluxHub(['codeowners', '--check', '.github/CODEOWNERS'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Fix: Run npx flux-hub codeowners --write .github/CODEOWNERS'),
  });
  expect(fluxHub(['codeowners', '--write', 'CODEOWNERS'], inGitHub)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\+ .*\n\.github\/CODEOWNERS: written\n$/s),
    stderr: '',
  });
  expect(readFileSync(join(inGitHub, 'CODEOWNERS'), 'utf8')).toMatch(
    /^\* @acme\/platform\n\n# flux-hub codeowners: begin\n/,
  );
  expect(fluxHub(['codeowners', '--check', '.github/CODEOWNERS'])).toEqual({
    status: 0,
    stdout: '.github/CODEOWNERS: up to date\n',
    stderr: '',
  });
  expect(fluxHub(['publish'])).toMatchObject({ status: 0, stderr: '' });
});

test('what stands against it is told with what to do, and exits with 1', () => {
  write('hub.ts', hub(''));

  expect(fluxHub(['codeowners'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('Run synth'),
  });
  fluxHub(['synth']);
  expect(fluxHub(['codeowners', '--write', 'CODEOWNERS'])).toEqual({
    status: 1,
    stdout: '',
    stderr: `✖ codeowners/no-owners
  The hub says nowhere who answers for it.
  Fix: Name them: \`new Hub({ …, owners: ['@acme/platform'] })\`, and those of a tenant likewise, then run synth again.

1 error
`,
  });
});

test('wrong usage exits with 2: a file that no host reads, and to write and to check at once', () => {
  expect(fluxHub(['codeowners', '--write', '.github/codeowners'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(
      'error: GitHub and GitLab read no .github/codeowners: name .github/CODEOWNERS, .gitlab/CODEOWNERS, CODEOWNERS, docs/CODEOWNERS',
    ),
  });
  expect(fluxHub(['codeowners', '--write', 'CODEOWNERS', '--check', 'CODEOWNERS']).status).toBe(2);
});
