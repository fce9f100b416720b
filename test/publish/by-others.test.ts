import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TestHub, writeFile } from './support';

const prodEu = { environment: 'prod', tenants: { billing: 'b1' } };
const own = 'clusters/prod-eu/infrastructure.yaml';
const list = 'clusters/prod-eu/kustomization.yaml';
const base = 'tenants/prod-eu/billing/base/tenant.yaml';

test('a rendered file that a person edited is refused and named, whether it would be overwritten or deleted', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write(own, 'by hand');
  hub.write(base, 'by hand');
  const before = hub.tree();

  const report = hub.render({ 'prod-eu': { ...prodEu, tenants: {} } }).publish();

  expect(report).toMatchObject({
    ok: false,
    changed: false,
    clusters: [{ edited: [own, base], written: [], deleted: [] }],
  });
  expect(report.problems).toEqual([
    {
      rule: 'publish/edited',
      severity: 'error',
      cluster: 'prod-eu',
      message: `Edited by hand, not as publish wrote them: deploy/${own}, deploy/${base}.`,
      fix:
        "Bring the change into the hub's TypeScript, then synth and publish; or take the file back by git checkout; " +
        'or let publish overwrite it with --overwrite-edited.',
    },
  ]);
  expect(hub.tree()).toEqual(before);
});

test('files that Git checked out with other line endings are not said to be edited by hand', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write(list, hub.read(list).replaceAll('\n', '\r\n'));
  hub.write(own, 'by hand');

  expect(hub.publish().problems).toMatchObject([
    { rule: 'publish/edited', message: `Edited by hand, not as publish wrote them: deploy/${own}.` },
    {
      rule: 'publish/edited',
      message: `Converted to CRLF line endings, and not otherwise edited: deploy/${list}.`,
      fix: expect.stringContaining('.gitattributes'),
    },
  ]);
});

test('an edited file is overwritten, or deleted, when told to', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write(own, 'by hand');
  hub.write(base, 'by hand');

  const report = hub.render({ 'prod-eu': { ...prodEu, tenants: {} } }).publish({ overwriteEdited: true });

  expect(report).toMatchObject({
    ok: true,
    clusters: [{ edited: [], written: [own, 'clusters/prod-eu/kustomization.yaml'] }],
  });
  expect(Object.keys(hub.tree())).toEqual(['.inventory/prod-eu.json', own, 'clusters/prod-eu/kustomization.yaml']);
});

test('a file that was edited to what is now rendered is fine', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write(own, '# Generated for prod-eu.\nown2\n');

  const report = hub.render({ 'prod-eu': { ...prodEu, own: 'own2' } }).publish();

  expect(report).toMatchObject({ ok: true, clusters: [{ written: [], inventory: true }] });
});

test('a file of someone else where a new one is to be written is not overwritten', () => {
  const hub = new TestHub({ 'prod-eu': { environment: 'prod' } });
  hub.publish();
  hub.write(base, 'by hand');

  const report = hub.render({ 'prod-eu': prodEu }).publish();

  expect(report.problems).toMatchObject([{ rule: 'publish/edited' }]);
  expect(hub.read(base)).toBe('by hand');
});

test('files that no inventory lists are kept and reported, also in folders that are emptied otherwise', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write('clusters/prod-eu/mine.yaml', 'mine');
  hub.write('tenants/prod-eu/billing/base/mine.yaml', 'mine');
  hub.write('tenants/prod-eu/billing/deep/er/mine.yaml', 'mine');
  hub.write('README.md', 'mine');

  const first = hub.publish();
  const second = hub.render({ 'prod-eu': { ...prodEu, tenants: {} } }).publish();

  const unknown = [
    'clusters/prod-eu/mine.yaml',
    'tenants/prod-eu/billing/base/mine.yaml',
    'tenants/prod-eu/billing/deep/er/mine.yaml',
  ];
  expect(first).toMatchObject({ ok: true, changed: false, unknown: ['README.md'], clusters: [{ unknown }] });
  expect(second).toMatchObject({
    ok: true,
    unknown: ['README.md'],
    clusters: [{ unknown, deleted: ['clusters/prod-eu/tenants/billing.yaml', base] }],
  });
  for (const path of unknown) expect(hub.read(path)).toBe('mine');
  const third = hub.publish();
  expect(third).toMatchObject({ changed: false, unknown: ['README.md', ...unknown.slice(1)] });
});

test('what Git keeps for itself is not reported, where the tree is a checkout of its own', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  hub.write('.git/config', '[core]');
  hub.write('README.md', 'Kept in a branch of its own.');

  expect(hub.publish().unknown).toEqual(['README.md']);
});

test('files that were there before the first publish are adopted where they are as rendered', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  rmSync(join(hub.deploy, '.inventory'), { recursive: true });

  expect(hub.publish()).toMatchObject({ ok: true, clusters: [{ written: [], unchanged: 4, inventory: true }] });
});

test.each([
  ['a file', own],
  ['a folder of the cluster', 'clusters/prod-eu'],
  ['a folder of all clusters', 'clusters'],
  ['an inventory', '.inventory/prod-eu.json'],
  ['the folder of inventories', '.inventory'],
])('%s that is a link out of the tree is refused, and nothing is read or written through it', (_, path) => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  const outside = join(hub.root, 'outside');
  renameSync(join(hub.deploy, path), outside);
  symlinkSync(outside, join(hub.deploy, path));
  const before = snapshot(hub);

  const report = hub.render({ 'prod-eu': { environment: 'prod', own: 'own2' } }).publish({ overwriteEdited: true });

  expect(report.problems).toMatchObject([
    {
      rule: 'publish/link',
      message: `deploy/${path} is a symbolic link. Publish follows none: it could lead anywhere.`,
      fix: 'Replace it by the file or folder it stands for, or delete it.',
    },
  ]);
  expect(snapshot(hub)).toEqual(before);
});

test('a rendered tree that is itself a link is refused, and what it leads to left alone', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  const outside = join(hub.root, 'outside');
  mkdirSync(outside);
  symlinkSync(outside, hub.deploy);

  expect(hub.publish().problems).toMatchObject([
    { rule: 'publish/link', message: 'deploy/ is a symbolic link. Publish follows none: it could lead anywhere.' },
  ]);
  expect(readdirSync(outside)).toEqual([]);
});

/** What git would say of everything beside the stage, links not followed. */
function snapshot(hub: TestHub): string {
  return execFileSync('tar', [
    '--sort=name',
    '--mtime=@0',
    '-cf',
    '-',
    '-C',
    hub.root,
    '--exclude=./dist',
    '.',
  ]).toString('base64');
}

test('a link at a temp file of ours is removed and never written through', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  const outside = join(hub.root, 'outside');
  writeFile(outside, 'outside');
  mkdirSync(join(hub.deploy, 'clusters/prod-eu'), { recursive: true });
  symlinkSync(outside, join(hub.deploy, 'clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp'));

  expect(hub.publish()).toMatchObject({ ok: true });
  expect(readFileSync(outside, 'utf8')).toBe('outside');
  expect(Object.keys(hub.tree())).not.toContain('clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp');
});

test('a folder at a temp file of ours is in the way, and nothing is written', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  mkdirSync(join(hub.deploy, 'clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp'));
  const before = hub.tree();

  expect(hub.render({ 'prod-eu': { ...prodEu, own: 'own2' } }).publish().problems).toMatchObject([
    {
      rule: 'publish/in-the-way',
      message: 'deploy/clusters/prod-eu/.infrastructure.yaml.flux-hub.tmp is a folder, where publish needs a file.',
    },
  ]);
  expect(hub.tree()).toEqual(before);
});

test('a link among files that are not ours is reported, not followed', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.publish();
  writeFile(join(hub.root, 'outside', 'secret'), 'x');
  symlinkSync(join(hub.root, 'outside'), join(hub.deploy, 'clusters/prod-eu/elsewhere'));

  expect(hub.publish()).toMatchObject({ ok: true, clusters: [{ unknown: ['clusters/prod-eu/elsewhere'] }] });
});

test('a folder where a file shall be, and a file where a folder shall be, are in the way', () => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  mkdirSync(join(hub.deploy, own), { recursive: true });
  writeFile(join(hub.deploy, 'tenants/prod-eu'), 'x');

  expect(hub.publish().problems.map(({ rule, message, fix }) => [rule, message, fix])).toEqual([
    ['publish/in-the-way', `deploy/${own} is a folder, where publish needs a file.`, 'Move it away.'],
    ['publish/in-the-way', 'deploy/tenants/prod-eu is a file, where publish needs a folder.', 'Move it away.'],
  ]);
});

test.each([
  ['{', /^deploy\/\.inventory\/prod-eu\.json: is not JSON: /],
  ['[]', /: the document is not an object\.$/],
  ['{"format":7}', /: format is 7, not 1\.$/],
  [inventoryWith('../../etc/passwd'), /: files\[0\]\.path is "\.\.\/\.\.\/etc\/passwd", not a path inside the tree\.$/],
  [inventoryWith('/etc/passwd'), /: files\[0\]\.path is "\/etc\/passwd", not a path inside the tree\.$/],
  [inventoryWith('clusters/../../x'), /not a path inside the tree\.$/],
  [inventoryWith('.inventory/prod-us.json'), /not a path inside the tree\.$/],
  [inventoryWith('x').replace('prod-eu', 'prod-us'), /: is of cluster prod-us\.$/],
])('an inventory that reads %s is a problem that says what to do', (text, message) => {
  const hub = new TestHub({ 'prod-eu': prodEu });
  hub.write('.inventory/prod-eu.json', text);
  const before = hub.tree();

  const report = hub.publish();

  expect(report.problems).toEqual([
    {
      rule: 'publish/inventory',
      severity: 'error',
      cluster: 'prod-eu',
      message: expect.stringMatching(message),
      fix: 'Restore it from Git, or delete it: publish then takes over the files that are as rendered and names the others.',
    },
  ]);
  expect(hub.tree()).toEqual(before);
});

function inventoryWith(path: string): string {
  const files = [{ path, sha256: '0'.repeat(64), owner: 'cluster' }];
  return JSON.stringify({ format: 1, cluster: 'prod-eu', environment: 'prod', bootstrapFiles: [], files, lists: [] });
}

test('an inventory that lists a file of another cluster does not have it deleted', () => {
  const hub = new TestHub({ 'prod-eu': prodEu, 'prod-us': prodEu });
  hub.publish();
  const foreign = 'clusters/prod-us/infrastructure.yaml';
  const inventory = JSON.parse(hub.read('.inventory/prod-us.json'));
  const entry = inventory.files.find((file: { path: string }) => file.path === foreign);
  const mine = JSON.parse(hub.read('.inventory/prod-eu.json'));
  hub.write('.inventory/prod-eu.json', JSON.stringify({ ...mine, files: [...mine.files, entry] }));
  const before = hub.read(foreign);

  expect(hub.publish({ selection: { clusters: ['prod-eu'] } })).toMatchObject({
    ok: true,
    clusters: [{ deleted: [] }],
  });
  expect(hub.read(foreign)).toBe(before);
});
