import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release } from './projects';

/** Gives the texts that hold what a release publishes. */
export type Reader = (release: Release) => Promise<readonly string[]>;

/** Reads each release from the URLs where it is published. */
export const fromUrls: Reader = (release) => Promise.all(release.urls.map(download));

/** Reads each release from a file in a folder, for work without a network. */
export function fromFolder(folder: string): Reader {
  return async (release) => [await readFile(join(folder, release.file), 'utf8')];
}

async function download(url: string): Promise<string> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${url} cannot be reached`, { cause });
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response.text();
}
