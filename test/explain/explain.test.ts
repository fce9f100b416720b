import { expect, test } from 'vitest';
import { explainCommand } from '../../lib/cli/explain';
import { explainedRules } from '../../lib/explain/explained-rules';
import { run } from '../audit/run';

test('a rule is told with its reason, its remedy and where it is documented', async () => {
  const { status, stdout } = await run(explainCommand, ['flux/prune-off']);

  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^flux\/prune-off {2}\(warning\)\n {2}Pruning is off\.\n {2}Why: .+\n {2}Fix: .+\n {2}See: https:.+\n$/,
  );
});

test('a rule that there is not is wrong usage, with the one that was meant', async () => {
  const { status, stdout, stderr } = await run(explainCommand, ['flux/prune-of']);

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('there is no rule flux/prune-of. Did you mean flux/prune-off?');
  expect((await run(explainCommand, [])).status).toBe(2);
});

test('--list names every rule once, sorted, with its severity', async () => {
  const { stdout } = await run(explainCommand, ['--list']);
  const rows = stdout.trimEnd().split('\n');

  expect(rows).toHaveLength(explainedRules.length);
  expect(rows).toEqual([...rows].sort());
  expect(rows[0]).toMatch(/^checks\/acknowledgement +warning +Acknowledgement of nothing$/);
});

test('--json gives a rule, or all of them', async () => {
  expect(JSON.parse((await run(explainCommand, ['flux/force', '--json'])).stdout)).toMatchObject({
    id: 'flux/force',
    severity: 'warning',
  });
  expect(JSON.parse((await run(explainCommand, ['--list', '--json'])).stdout)).toHaveLength(explainedRules.length);
});

test('every rule has all that there is to tell of it, in sentences, and an id of its own', () => {
  const unclear = explainedRules.filter(
    ({ title, why, fix, see }) =>
      !/^[A-Z"`]/.test(title) ||
      !why.endsWith('.') ||
      !fix.endsWith('.') ||
      see.some((url) => !url.startsWith('https://')),
  );

  expect(unclear.map(({ id }) => id)).toEqual([]);
  expect(new Set(explainedRules.map(({ id }) => id)).size).toBe(explainedRules.length);
});
