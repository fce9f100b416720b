import type { Command } from 'commander';
import { vi } from 'vitest';
import { auditCommand } from '../../lib/cli/audit';
import { fail } from '../../lib/cli/exit';
import type { Finding } from '../../lib/manifest/finding';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import type { Files } from '../tree/repo';

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `flux-hub audit` on a folder, or on a repo of some files. */
export function audit(repo: string | Files, ...options: readonly string[]): Promise<Ended> {
  const folder = typeof repo === 'string' ? repo : written(repo);
  return run(auditCommand, [folder, '--kustomize', kubectl(), '--today', '2027-01-01', ...options]);
}

/** The findings of a repo, as `--json` has them. */
export async function findingsOf(repo: string | Files, ...options: readonly string[]): Promise<readonly Finding[]> {
  const { stdout } = await audit(repo, '--json', ...options);
  return (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings;
}

/** Runs a command as the program does, without a process of its own. */
export async function run(command: Command, args: readonly string[]): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  const take = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
  const spies = [take('stdout'), take('stderr')];
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    reset(command);
    await command.exitOverride().parseAsync([...args], { from: 'user' });
    return { status: Number(process.exitCode), ...printed };
  } catch (error) {
    return { status: fail(error), ...printed };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

/** What an earlier run was given must not hold for this one. */
function reset(command: Command): void {
  for (const option of command.options) command.setOptionValue(option.attributeName(), option.defaultValue);
}
