import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** A program that builds a folder as kustomize does: kustomize itself, or a kubectl. */
export interface KustomizeTool {
  readonly path: string;
  readonly isKubectl: boolean;
}

/** How a build ended. */
export type Outcome = { readonly text: string } | { readonly error: string } | { readonly timeout: true };

/** Names the program where no option does. */
export const toolVariable = 'FLUX_HUB_KUSTOMIZE';

/**
 * The program at a path, or the one that `FLUX_HUB_KUSTOMIZE` names, or else the first `kustomize`, then `kubectl`, on
 * PATH. Undefined where there is none.
 */
export function findTool(path = process.env[toolVariable]): KustomizeTool | undefined {
  if (path) return toolAt(path);
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return ['kustomize', 'kubectl']
    .flatMap((name) => folders.map((folder) => join(folder, `${name}${suffix}`)))
    .map(toolAt)
    .find((tool) => tool !== undefined);
}

function toolAt(path: string): KustomizeTool | undefined {
  try {
    accessSync(path, constants.X_OK);
    return { path, isKubectl: basename(path).startsWith('kubectl') };
  } catch {
    return undefined;
  }
}

/** The most that a build may print. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs kustomize on a folder without plugins, Helm, or a way to the network: whatever it would still fetch fails at once.
 * @param limit in milliseconds
 */
export function runTool(tool: KustomizeTool, folder: string, limit: number): Promise<Outcome> {
  const args = [tool.isKubectl ? 'kustomize' : 'build', folder, '--load-restrictor', 'LoadRestrictionsNone'];
  return new Promise((resolve) => {
    const child = spawn(tool.path, args, {
      env: offline(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const printed: Buffer[] = [];
    const complaints: Buffer[] = [];
    let size = 0;
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      stop(child);
      resolve(outcome);
    };
    const timer = setTimeout(() => end({ timeout: true }), limit);
    child.stdout.on('data', (chunk: Buffer) => {
      printed.push(chunk);
      size += chunk.length;
      if (size > MAX_OUTPUT) end({ error: `it makes more than ${MAX_OUTPUT / 1024 / 1024} MB` });
    });
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.on('error', ({ message }) => end({ error: message }));
    child.on('close', (code, signal) => {
      const complaint = complaintIn(Buffer.concat(complaints).toString());
      if (code === 0) end({ text: Buffer.concat(printed).toString() });
      else end({ error: complaint ?? `${tool.path} ended with ${code ?? signal}` });
    });
  });
}

/** Ends a process with those that it started, as a wrapper script does: one that lives on would keep its pipes open. */
function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

/** Git may speak no protocol, and every proxy is a port that nobody listens on. */
function offline(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const nobody = 'http://127.0.0.1:9';
  const kept = Object.entries(env).filter(
    ([name]) => !/^(?:https?|no|all)_proxy$/i.test(name) && !name.startsWith('KUSTOMIZE_'),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    HTTP_PROXY: nobody,
    HTTPS_PROXY: nobody,
    http_proxy: nobody,
    https_proxy: nobody,
    NO_PROXY: '',
  };
}

/** How some builds of kubectl log what goes wrong: with the time and their process. */
const logged = /^E\d{4} \S+ +\d+ \S+\] "command failed" err="(.*)"$/s;

/** What it printed, without its warnings, the `Error: ` in front, and what differs from run to run. */
function complaintIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('# Warning'));
  if (lines.length === 0) return undefined;
  const said = lines.join(' ');
  return (logged.exec(said)?.[1]?.replaceAll('\\"', '"') ?? said).replace(/^error: /i, '');
}
