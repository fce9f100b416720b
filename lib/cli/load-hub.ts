import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hub } from '../hub/hub';
import { HubError } from '../hub/hub-error';

/** Imports the hub that a TypeScript file exports as `hub`. @throws HubError where there is none */
export async function loadHub(file: string): Promise<Hub> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new HubError(`there is no ${file} here: run this in the hub repo, or name the file with --hub`);
  const { tsImport } = await import('tsx/esm/api');
  const module = (await tsImport(pathToFileURL(path).href, __filename)) as { hub?: Hub; default?: { hub?: Hub } };
  const hub = module.hub ?? module.default?.hub;
  if (!hub) throw new HubError(`${file} exports no \`hub\`: write \`export const hub = new Hub({ … })\``);
  return hub;
}
