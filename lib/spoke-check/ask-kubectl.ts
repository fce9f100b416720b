import { execFile } from 'node:child_process';
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
      execFile('kubectl', args, { maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout));
        else reject(new KubectlError(stderr.trim().split('\n').at(-1) || error.message));
      });
    });
  };
}
