import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Mistake } from '../mistake/mistake';
import { userLine } from '../origin/user-line';
import { fixLines, placeLines } from '../report/place-lines';
import type { Hub } from './hub';
import { HubError } from './hub-error';

/** A hub whose own code fails while it is loaded. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

/**
 * Imports the hub that a file of TypeScript or JavaScript exports as `hub`.
 * @throws HubError where there is no such file or export
 * @throws LoadError where the file, or one that it imports, fails
 */
export async function loadHub(file: string): Promise<Hub> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new HubError(`there is no ${file} here: run this in the hub repo, or name the file with --hub`);
  const { hub } = await importHub(path, file);
  if (typeof hub?.stage !== 'function')
    throw new HubError(`${file} exports no \`hub\`: write \`export const hub = new Hub({ … })\``);
  return hub;
}

type HubModule = { readonly hub?: Hub };

async function importHub(path: string, file: string): Promise<HubModule> {
  try {
    return await (/\.[cm]?js$/.test(path) ? import(pathToFileURL(path).href) : requireTypeScript(path));
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const line = userLine(stack, dirname(path));
    const fix = error instanceof Mistake ? error.fix : undefined;
    throw new LoadError(
      [`${file} cannot be loaded: ${message}`, ...placeLines({ ...line }), ...fixLines({ fix })].join('\n'),
    );
  }
}

/** With tsx, which is loaded only where it is needed. */
async function requireTypeScript(path: string): Promise<HubModule> {
  const { register } = await import('tsx/cjs/api');
  register();
  return createRequire(__filename)(path);
}
