import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tenant } from 'cdk8s-flux-hub';
import { expect, test } from 'vitest';
import { blockBegin, blockEnd } from '../../lib/codeowners/block';
import { formatCodeowners } from '../../lib/codeowners/report';
import { HubRepo } from './hub-repo';

const rendered = (owner = '@acme/billing') =>
  new HubRepo({ eu: (cluster) => void new Tenant(cluster, 'billing', { owners: [owner] }) });

const file = `# flux-hub codeowners: begin
# Made by \`npx flux-hub codeowners --write\` of the \`owners\` of the hub and its tenants: change those.
# Of a path the last line that matches it counts, and any one of the owners there may approve.
/deploy/ @acme/platform
/deploy/contracts/billing.json @acme/platform @acme/billing
/deploy/contracts/billing.ts @acme/platform @acme/billing
/deploy/tenants/*/billing/ @acme/platform @acme/billing
# flux-hub codeowners: end
`;

test.each([
  '.github/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
])('%s is made with its folder, and nothing is left beside it', (path) => {
  const repo = rendered();

  expect(repo.update(path)).toMatchObject({ ok: true, problems: [], file: { path, written: true, removed: [] } });
  expect(repo.read(path)).toBe(file);
  expect(readdirSync(join(repo.root, path, '..')).filter((name) => name.includes('tmp'))).toEqual([]);
});

test('what a stopped one left beside the file is no hindrance', () => {
  const repo = rendered();
  repo.write('.github/.CODEOWNERS.flux-hub.tmp', '# flux');

  repo.update();

  expect(readdirSync(join(repo.root, '.github'))).toEqual(['CODEOWNERS']);
});

test('a file that is as it should be is not written again', () => {
  const repo = rendered();
  repo.update();

  expect(repo.check()).toMatchObject({ ok: true, problems: [], file: { written: false, added: [], removed: [] } });
  expect(repo.update()).toMatchObject({ ok: true, file: { written: false } });
  expect(formatCodeowners(repo.update())).toBe('.github/CODEOWNERS: up to date');
});

test('the lines of others stay, on a Windows checkout too, and only what changed is told', () => {
  const repo = rendered();
  const others = (block: string) => `* @me\r\n${block.replaceAll('\n', '\r\n')}/deploy/ @security`;
  const old = file.replace(
    '/deploy/tenants/*/billing/ @acme/platform @acme/billing\n',
    '/deploy/tenants/ @acme/gone\n',
  );
  repo.write('CODEOWNERS', others(old));

  const report = repo.update('CODEOWNERS');

  expect(repo.read('CODEOWNERS')).toBe(others(file));
  expect(formatCodeowners(report)).toBe(
    [
      '- /deploy/tenants/ @acme/gone',
      '+ /deploy/tenants/*/billing/ @acme/platform @acme/billing',
      'CODEOWNERS: written',
    ].join('\n'),
  );
});

test('a check says what is wrong, lists what differs, and writes nothing', () => {
  const repo = rendered();
  const said = () => {
    const { ok, problems } = repo.check();
    expect(ok).toBe(false);
    return problems.map(({ rule, message, fix }) => [rule, message, fix]);
  };
  const fix = 'Run npx flux-hub codeowners --write .github/CODEOWNERS';

  expect(said()).toEqual([['codeowners/stale', 'There is no .github/CODEOWNERS.', fix]]);
  expect(existsSync(join(repo.root, '.github'))).toBe(false);

  repo.write('.github/CODEOWNERS', '* @me\n');
  expect(said()).toEqual([['codeowners/stale', '.github/CODEOWNERS has no block of `flux-hub codeowners`.', fix]]);
  expect(repo.read()).toBe('* @me\n');

  const old = file.replace('/deploy/ @acme/platform\n', '');
  repo.write('.github/CODEOWNERS', old);
  expect(said()).toEqual([
    ['codeowners/stale', '.github/CODEOWNERS does not name the owners that the hub names.', fix],
  ]);
  expect(formatCodeowners(repo.check())).toBe('+ /deploy/ @acme/platform\n.github/CODEOWNERS: not as rendered');
  expect(repo.read()).toBe(old);
});

test('lines in another order are another file: the last that matches counts', () => {
  const repo = rendered();
  const [first = '', second = ''] = file.split('\n').slice(3, 5);
  repo.write('CODEOWNERS', file.replace(`${first}\n${second}`, `${second}\n${first}`));

  expect(repo.check('CODEOWNERS').ok).toBe(false);
});

test('a file with one mark, or two blocks, is refused with the lines they are in', () => {
  const repo = rendered();
  const refused = (text: string) => {
    repo.write('CODEOWNERS', text);
    const reports = [repo.update('CODEOWNERS'), repo.check('CODEOWNERS')];
    expect(repo.read('CODEOWNERS')).toBe(text);
    const [said, again] = reports.map(({ ok, problems }) => ({ ok, problems }));
    expect(again).toEqual(said);
    return said;
  };

  expect(refused(`* @me\n${blockBegin}\n`)).toEqual({
    ok: false,
    problems: [
      {
        rule: 'codeowners/marks',
        severity: 'error',
        message: `CODEOWNERS has \`${blockBegin}\` in line 2 and \`${blockEnd}\` in no line: what is between them cannot be told.`,
        fix: 'Leave one of each, in this order; or delete both, and the block is added as the last.',
        file: 'CODEOWNERS',
        line: 2,
      },
    ],
  });
  expect(refused(file + file)?.problems[0]?.message).toContain(`\`${blockBegin}\` in line 1, 9 and`);
});

test('a folder or a link in the place of the file is refused', () => {
  const repo = rendered();
  mkdirSync(join(repo.root, '.github', 'CODEOWNERS'), { recursive: true });
  writeFileSync(join(repo.root, 'owners'), '');
  symlinkSync('owners', join(repo.root, 'CODEOWNERS'));

  for (const path of ['.github/CODEOWNERS', 'CODEOWNERS'])
    expect(repo.update(path).problems).toEqual([
      { rule: 'codeowners/in-the-way', severity: 'error', message: `${path} is no file.`, fix: 'Move it away.' },
    ]);
});
