import { type ExecFileException, execFile } from 'node:child_process';
import type { AskCluster } from './contract-state';

/** Which cluster kubectl asks, and as whom. */
export interface KubectlTarget {
  /** Path of a kubeconfig. */
  readonly kubeconfig: string;
  /** Name of a context in it. @default - its current one */
  readonly context?: string | undefined;
}

/** What kubectl had to say when it had no answer. */
export class KubectlError extends Error {
  override readonly name = 'KubectlError';
}

const KUSTOMIZATIONS = 'kustomizations.kustomize.toolkit.fluxcd.io';
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Asks a cluster by the kubectl on PATH, which only reads. @throws KubectlError where there is none, or it has no answer */
export function askKubectl({ kubeconfig, context }: KubectlTarget): AskCluster {
  const target = ['--kubeconfig', kubeconfig, ...(context === undefined ? [] : ['--context', context])];
  return (namespace) => {
    const args = [...target, '--namespace', namespace, '--request-timeout=20s', 'get', KUSTOMIZATIONS, '--output=json'];
    return new Promise((resolve, reject) => {
      const kubectl = execFile('kubectl', args, { maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout));
        else reject(new KubectlError(reasonOf(error, stdout, stderr)));
      });
      // Of a user without credentials it asks for some, and nobody is there to give them.
      kubectl.stdin?.on('error', ignored).end();
    });
  };
}

/** What kubectl says first of what is wrong: its log comes before that, and advice behind. */
function reasonOf({ code, message }: ExecFileException, stdout: string, stderr: string): string {
  if (code === 'ENOENT') return 'there is no kubectl on PATH';
  if (stdout.startsWith('Please enter ')) return 'it wants to know who asks, and the kubeconfig has no credentials';
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !/^(?:[IWEF]\d{4} |Warning: )/.test(line)) ?? message;
}

/** It may be gone before its input ends. */
function ignored(): void {}
