import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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
export async function loadHub(file: string): Promise<Hub> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new HubError(`there is no ${file} here: run this in the hub repo, or name the file with --hub`);
  const module = await importHub(path, file);
  const hub = module.hub ?? module.default?.hub;
  if (!hub) throw new HubError(`${file} exports no \`hub\`: write \`export const hub = new Hub({ … })\``);
  return hub;
}

interface HubModule {
  readonly hub?: Hub;
  /** Where CommonJS is imported as a module. */
  readonly default?: { readonly hub?: Hub };
}

async function importHub(path: string, file: string): Promise<HubModule> {
  const { tsImport } = await import('tsx/esm/api');
  try {
    return (await tsImport(pathToFileURL(path).href, __filename)) as HubModule;
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const line = userLine(stack, dirname(path));
    throw new LoadError(`${file} cannot be loaded: ${message}${line ? `\n    at  ${line.file}:${line.line}` : ''}`);
  }
}
