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
  const exported = await importHub(path, file);
  if (isHub(exported.hub)) return exported.hub;
  throw new HubError(`${file} ${insteadOfHub(exported)}: write \`export const hub = new Hub({ … })\``);
}

/** What a file exports, by name. */
type HubModule = Readonly<Record<string, unknown>>;

/** Also one of another copy of this package. */
function isHub(value: unknown): value is Hub {
  return typeof (value as Partial<Hub> | undefined | null)?.stage === 'function';
}

/** What a file exports that does not export its hub as `hub`. */
function insteadOfHub(exported: HubModule): string {
  const [name] = Object.keys(exported).filter((each) => isHub(exported[each]));
  if (name !== undefined) return `exports its hub as \`${name}\`, and not as \`hub\``;
  return exported.hub === undefined ? 'exports no `hub`' : 'exports a `hub` that was not made by `new Hub`';
}

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
