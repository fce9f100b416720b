import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repo = resolve(__dirname, '..', '..');
const parts = ['hub.ts', 'clusters', 'tenants', 'releases', 'secrets'];
const home = mkdtempSync(join(tmpdir(), 'determinism-'));
afterAll(() => rmSync(home, { recursive: true }));

/** A copy of the example fleet. */
function fleet(name: string): string {
  const folder = join(home, name);
  mkdirSync(folder);
  for (const part of parts) cpSync(join(repo, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "fleet" }\n');
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Renders a fleet with `flux-hub synth`. @returns the text of every file by its path */
function synth(folder: string, env: NodeJS.ProcessEnv = {}, cwd = folder): Record<string, string> {
  const args = [join(repo, 'bin', 'flux-hub.js'), 'synth', '--hub', join(folder, 'hub.ts')];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const dist = join(folder, 'dist');
  return Object.fromEntries(
    readdirSync(dist, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? [[path.slice(dist.length + 1), readFileSync(path, 'utf8')]] : [];
    }),
  );
}

/** Changes the text of a file. */
function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

/** Paths of the files that differ, and of those that only one of the trees has. */
function differing(a: Record<string, string>, b: Record<string, string>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]).sort();
}

/** Says what was rendered from what, so it follows every change of the inputs. */
const stageRecord = '.index/fleet.json';

let rendered: Record<string, string>;
beforeAll(() => {
  rendered = synth(fleet('original'), { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });
});

test('another time zone, locale and working folder give the same bytes, and so does another place', () => {
  const elsewhere = synth(
    fleet('elsewhere'),
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    tmpdir(),
  );

  expect(Object.keys(rendered).length).toBeGreaterThan(150);
  expect(differing(rendered, elsewhere)).toEqual([]);
});

test('rendering on top of what was rendered before gives the same bytes', () => {
  const folder = fleet('twice');
  synth(folder);

  expect(differing(rendered, synth(folder))).toEqual([]);
});

test('renaming a class and moving it to another file changes no rendered byte', () => {
  const folder = fleet('renamed');
  mkdirSync(join(folder, 'teams'));
  renameSync(join(folder, 'tenants', 'billing.ts'), join(folder, 'teams', 'invoices.ts'));
  edit(join(folder, 'teams', 'invoices.ts'), (text) => `\n\n${text.replace('class Billing', 'class Invoices')}`);
  for (const cluster of ['staging-eu', 'prod-eu', 'prod-us'])
    edit(join(folder, 'clusters', `${cluster}.ts`), (text) =>
      text
        .replace("{ Billing } from '../tenants/billing'", "{ Invoices } from '../teams/invoices'")
        .replace('new Billing', 'new Invoices'),
    );

  expect(differing(rendered, synth(folder))).toEqual([stageRecord]);
});

test('making tenants in another order changes no rendered byte', () => {
  const folder = fleet('reordered');
  edit(join(folder, 'clusters', 'prod-eu.ts'), (text) =>
    text.replace(/( +new Billing\(this\);\n)( +new Payments\(this\);\n)/, '$2$1'),
  );
  const reordered = synth(folder);

  expect(differing(rendered, reordered).filter((path) => !path.startsWith('.index/'))).toEqual([]);
});

test('a change to one tenant on staging changes its own files there, and nothing in production', () => {
  const folder = fleet('staged');
  edit(join(folder, 'releases', 'billing.yaml'), (text) => text.replace('branch: main', 'branch: next'));
  edit(join(folder, 'tenants', 'billing.ts'), (text) =>
    text.replace('pods: 200', "pods: cluster.environment.name === 'staging' ? 250 : 200"),
  );

  const changed = differing(rendered, synth(folder));

  expect(changed.filter((path) => !path.startsWith('.index/'))).toEqual([
    'contracts/billing.json',
    'contracts/billing.ts',
    'tenants/staging-eu/billing/apps/sync.yaml',
    'tenants/staging-eu/billing/base/tenant.yaml',
  ]);
  expect(changed.filter((path) => path.includes('prod'))).toEqual([]);
});
