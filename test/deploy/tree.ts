import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../lib/manifest/manifest';
import { readManifests } from '../../lib/manifest/read';

/** Every file below a folder with its bytes, by path with forward slashes, sorted. */
export function readTree(folder: string): ReadonlyMap<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Iterable<readonly [path: string, text: string]>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The objects of a YAML text. @throws where it does not read */
export function manifestsIn(text: string, file: string): Manifest[] {
  const { documents, problems } = readManifests(text, file);
  if (problems[0]) throw new Error(`${file}:${problems[0].line}: ${problems[0].message}`);
  return documents.map(({ value }) => value as unknown as Manifest);
}
