import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { register } from 'tsx/cjs/api';
import type { Hub } from '../hub/hub';
import { HubError } from '../hub/hub-error';
import { userLine } from '../object/origin';

/** A hub whose own code fails while it is loaded. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

/**
 * Imports the hub that a TypeScript file exports as `hub`.
 * @throws HubError where there is no such file or export
 * @throws LoadError where the file, or one that it imports, fails
 */
export function loadHub(file: string): Hub {
  const path = resolve(file);
  if (!existsSync(path))
    throw new HubError(`there is no ${file} here: run this in the hub repo, or name the file with --hub`);
  const { hub } = importHub(path, file);
  if (typeof hub?.stage !== 'function')
    throw new HubError(`${file} exports no \`hub\`: write \`export const hub = new Hub({ … })\``);
  return hub;
}

function importHub(path: string, file: string): { readonly hub?: Hub } {
  register();
  try {
    return createRequire(__filename)(path);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const line = userLine(stack, dirname(path));
    throw new LoadError(`${file} cannot be loaded: ${message}${line ? `\n    at  ${line.file}:${line.line}` : ''}`);
  }
}
