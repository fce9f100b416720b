import type { Finding } from '../manifest/finding';
import { toolVariable } from './kustomize-tool';
import { treeFinding } from './tree-finding';

/** That it takes kustomize, and there is none. @param path where it was said to be */
export function noTool(path: string | undefined): Finding {
  const named = path ?? process.env[toolVariable];
  const message = named
    ? `There is no program at ${named}, and it takes kustomize to build this repo.`
    : 'Neither kustomize nor kubectl is on PATH, and it takes one of them to build this repo.';
  return treeFinding('tree/no-tool', message, { fix: `Install one of them, or name it in ${toolVariable}.` });
}
