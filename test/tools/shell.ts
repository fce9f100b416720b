import { execFile } from 'node:child_process';
import { delimiter, sep } from 'node:path';

/** How a command ended, and what it printed. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command as a CI step is run: by bash, up to the first failure. It sees neither the tools of this checkout nor what
 * vitest says of itself, and npm takes from its cache what it has.
 */
export function shell(command: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const options = { cwd, env: { ...outside(process.env), ...quietNpm, ...env }, maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile('bash', ['-e', '-c', command], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Runs a command that must succeed. @returns what it printed to stdout @throws what it printed at all, where it fails */
export async function succeed(command: string, cwd: string, env?: NodeJS.ProcessEnv): Promise<string> {
  const { status, stdout, stderr } = await shell(command, cwd, env);
  if (status !== 0) throw new Error(`\`${command}\` ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

const quietNpm = {
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_loglevel: 'error',
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
};

function outside(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_ENV');
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.endsWith(`node_modules${sep}.bin`));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
