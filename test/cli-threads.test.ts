import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repo = resolve(__dirname, '..');

let folder: string;
/** Exists once another thread than the main one composes a cluster. It is no input of the hub. */
let marker: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flux-hub-threads-'));
  marker = `${folder}.marker`;
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  write('package.json', '{ "name": "fleet" }');
});
afterEach(() => {
  for (const path of [folder, marker]) rmSync(path, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  writeFileSync(join(folder, path), content);
}

/** Runs `flux-hub synth`. Times are left out of what it prints. */
function synth(threads: number, ...args: readonly string[]) {
  rmSync(marker, { force: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repo, 'bin', 'flux-hub.js'), 'synth', '--threads', String(threads), ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, MARKER: threads > 1 ? marker : '' } },
  );
  const timeless = stdout.replaceAll(/\d+ ms|"milliseconds": \d+/g, '<time>');
  return { status, stdout: timeless, stderr, files: filesIn('dist') };
}

function filesIn(path: string): Record<string, string> {
  if (!existsSync(join(folder, path))) return {};
  const files = readdirSync(join(folder, path), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

/** Six clusters. The main thread waits until another one has composed a cluster, so that none of them is idle. */
const hub = (inCluster = '', whenLoaded = '') => `
import { existsSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { Cluster, type ClusterScope, Hub, Tenant } from 'cdk8s-flux-hub';

export const hub = new Hub({ repository: 'ssh://git@example.com/hub' });
const marker = process.env.MARKER ?? '';
class Fleet extends Cluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { kubernetes: '1.34', flux: { version: id === 'outdated' ? '1.0.0' : '2.9.4' } });
    if (marker && !isMainThread) writeFileSync(marker, id);
    for (let tries = 0; marker && isMainThread && !existsSync(marker) && tries < 1000; tries++)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    new Tenant(this, \`orders-\${id}\`, {});
    ${inCluster}
  }
}
const prod = hub.environment('prod');
for (const name of ['f', 'b', 'd', 'a', 'c', 'e']) prod.cluster(name, (scope, id) => new Fleet(scope, id));
${whenLoaded}
`;

test('several threads render the same bytes as one, and print the clusters in the order of the hub', () => {
  write('hub.ts', hub());

  const alone = synth(1);
  const together = synth(3);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(alone);
  expect(alone).toMatchObject({ status: 0, stderr: '' });
  expect(Object.keys(alone.files).length).toBeGreaterThan(60);
  expect(alone.stdout.match(/^\w(?=: )/gm)).toEqual(['f', 'b', 'd', 'a', 'c', 'e']);
});

test('a selection of clusters, and the result as JSON, are those of one thread', () => {
  write('hub.ts', hub());
  const options = ['--json', '--cluster', 'e', '--cluster', 'b', '--cluster', 'a'];

  const together = synth(2, ...options);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(synth(1, ...options));
  expect(JSON.parse(together.stdout.replaceAll('<time>', '"time": 0'))).toMatchObject({
    clusters: [{ name: 'b' }, { name: 'a' }, { name: 'e' }],
    staged: true,
  });
});

test('what the fleet as a whole is told is what one thread tells it, with its lines', () => {
  const source = "GitSource.https('https://example.com/apps', { ref: { branch: id === 'b' ? 'dev' : 'main' } })";
  write(
    'hub.ts',
    hub(`new Tenant(this, 'search', {}).addKustomization('web', { source: ${source} });`).replace(
      'Hub, Tenant }',
      'GitSource, Hub, Tenant }',
    ),
  );

  const together = synth(3);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(synth(1));
  expect(together.stderr).toContain('▲ flux/branch-per-environment  b\n');
  expect(together.stderr).toMatch(/have branches of their own: dev, main\.\n {4}at {2}hub\.ts:15 /);
});

test('mistakes of all clusters are reported as by one thread, and nothing is left behind', () => {
  write(
    'hub.ts',
    hub("if (id === 'd') throw new Error('no region');", "prod.cluster('outdated', (s, id) => new Fleet(s, id));"),
  );

  const together = synth(3);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(synth(1));
  expect(together).toMatchObject({ status: 1, files: {} });
  expect(together.stdout.match(/^\w(?=: )/gm)).toEqual(['f', 'b']);
  expect(together.stderr).toContain('✖ hub/thrown  d\n  no region.\n    at  hub.ts:15 ');
  expect(together.stderr).toContain('✖ hub/cluster-version  outdated');
  expect(readdirSync(folder).sort()).toEqual(['hub.ts', 'node_modules', 'package.json']);
});

test('acknowledgements that have ended by a day are told of by every thread', () => {
  const accepted =
    "acknowledge(new PlatformService(this, 'idle'), 'platform/empty', { reason: 'soon', until: '2027-03-01' });";
  write('hub.ts', hub(accepted).replace('Hub, Tenant }', 'Hub, PlatformService, Tenant, acknowledge }'));

  const together = synth(3, '--today', '2027-03-02');

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(synth(1, '--today', '2027-03-02'));
  expect(together).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('acknowledged platform/empty until 2027-03-01.'),
  });
  expect(synth(1)).toMatchObject({ stderr: '', files: together.files });
  expect(synth(1, '--today', '2027-02-30')).toMatchObject({
    status: 2,
    stderr: 'flux-hub: 2027-02-30 is no day: write it as 2027-03-01\n',
  });
});

test.each([
  ['dies', "if (!isMainThread && id !== 'f') process.exit(9);", ''],
  ['fails', "if (!isMainThread) queueMicrotask(() => { throw new Error('later'); });", ''],
  ['cannot load the hub', '', "if (!isMainThread) { writeFileSync(marker, ''); throw new Error('no addon here'); }"],
])('what a thread that %s has not rendered is rendered by the main one', (_, inCluster, whenLoaded) => {
  write('hub.ts', hub(inCluster, whenLoaded));

  const together = synth(2);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(synth(1));
  expect(together).toMatchObject({ status: 0, stderr: '' });
});

test('a file that cannot be written fails as in one thread', () => {
  write('hub.ts', hub('', "Object.assign(hub.layout, { file: () => 'a'.repeat(400) });"));

  const together = synth(2);

  expect(together).toEqual(synth(1));
  expect(together).toMatchObject({ status: 3, files: {}, stderr: expect.stringContaining('ENAMETOOLONG') });
  expect(readdirSync(folder).sort()).toEqual(['hub.ts', 'node_modules', 'package.json']);
});

test('what a hub prints is printed once', () => {
  write('hub.ts', hub("console.log('composing', id);", "console.log('loading');"));
  const lines = (text: string) => text.split('\n').sort();
  const together = lines(synth(2).stdout);

  expect(existsSync(marker)).toBe(true);
  expect(together).toEqual(lines(synth(1).stdout));
  expect(together.filter((line) => line === 'loading')).toHaveLength(1);
});

test('a number of threads that is none is wrong usage', () => {
  write('hub.ts', hub());

  expect(synth(0)).toMatchObject({ status: 2, stderr: expect.stringContaining('Say a whole number from 1.') });
});
