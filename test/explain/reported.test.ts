import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { knownRules } from '../../lib/audit/known-rules';
import { explainedRules } from '../../lib/explain/explained-rules';
import { reportedIn } from './reported-in';

const root = join(__dirname, '../..');
const paths = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .map((path) => posix.join('lib', path))
  .filter((path) => path.endsWith('.ts'));
const texts = new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const ids = new Set(explainedRules.map(({ id }) => id));
const families = new Set([...ids].map((id) => id.slice(0, id.indexOf('/'))));
const found = reportedIn(texts, families);

test('every id that code in lib/ may report is explained: add it to lib/reported/<family>.ts', () => {
  const unexplained = found.filter(({ id }) => !ids.has(id));

  expect(unexplained.map(({ id, at }) => `${id} of ${at} has no title, why and fix`)).toEqual([]);
});

test('nothing is explained that no code reports', () => {
  const elsewhere = new Set(found.filter(({ at }) => !at.startsWith('lib/reported/')).map(({ id }) => id));

  expect([...ids].filter((id) => !elsewhere.has(id))).toEqual([]);
  expect(ids.size).toBeGreaterThan(knownRules.length + 50);
});

test('the reader of ids finds them however they are put into a finding', () => {
  const files = new Map([
    [
      'lib/a/one.ts',
      "report({ rule: 'new/family' });\nreport({ rule: bad ? 'hub/bad' : 'hub/worse' });\nconst other = 'hub/other';",
    ],
    [
      'lib/a/problem.ts',
      'export function problem(at: string, rule: string) {\n  return { rule: `publish/@{rule}` };\n}',
    ],
    ['lib/a/two.ts', "import { problem } from './problem';\nproblem('x', 'edited');\nproblem('x', name);"],
    ['lib/a/three.ts', "import { x } from 'hub/imported';\nproblem('x', 'not-ours');\nconst path = 'apps/v1';"],
    ['lib/a/four.ts', "const refuse = (rule: string) => ({ rule: `secrets/@{rule}` });\nrefuse('file-missing');"],
  ]);
  const code = new Map([...files].map(([path, text]) => [path, text.replace('@', '$')]));

  expect(reportedIn(code, new Set(['hub'])).map(({ id, at }) => `${id} ${at}`)).toEqual([
    'new/family lib/a/one.ts:1',
    'hub/bad lib/a/one.ts:2',
    'hub/worse lib/a/one.ts:2',
    'hub/other lib/a/one.ts:3',
    'publish/edited lib/a/two.ts:2',
    'publish/? lib/a/two.ts:3',
    'secrets/file-missing lib/a/four.ts:2',
  ]);
});
