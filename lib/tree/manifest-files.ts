import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../manifest/manifest';
import { type ReadProblem, readManifests } from '../manifest/read';
import { isManifest, listIn } from './fields';

/** What some files hold. */
export interface ManifestFiles {
  /** Every Kubernetes object, those of Lists one by one; what is none is passed over. */
  readonly manifests: readonly Manifest[];
  /** What is no YAML. */
  readonly problems: readonly ReadProblem[];
}

/**
 * Reads YAML and JSON files, and those anywhere in folders, but for links, what is hidden, and `node_modules`.
 * @param paths `-` stands for the standard input
 * @throws where one of them is not there, or may not be read
 */
export function readManifestFiles(paths: readonly string[]): ManifestFiles {
  const files = [...new Set(paths.flatMap(filesOf))];
  const read = files.map((file) => readManifests(readFileSync(file === '-' ? 0 : file, 'utf8'), file));
  return {
    manifests: read.flatMap(({ documents }) => documents.flatMap(({ value }) => objectsIn(value))),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function filesOf(path: string): readonly string[] {
  if (path === '-' || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = join(path, entry.name);
      if (entry.isDirectory()) return filesOf(below);
      return entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name) ? [below] : [];
    });
}

/** `kubectl get` prints a List, and a `kind: HTTPRouteList` is one as well. */
function objectsIn(value: Readonly<Record<string, unknown>>): readonly Manifest[] {
  const { kind, items } = value;
  const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
  return (isList ? listIn(items) : [value]).filter(isManifest);
}
