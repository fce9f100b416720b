import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from './closure';
import { isKustomizationFile } from './kustomize-files';
import { maxFileSize } from './yaml-files';

/** Files of a source with Kubernetes objects, or kustomizations, that are not among those that are read; sorted. */
export function unreachedIn({ repo, source }: Reading, reached: ReadonlySet<string>): string[] {
  return [...source.files.values()]
    .filter((path) => !reached.has(path) && (repo.files.get(path) ?? 0) <= maxFileSize)
    .filter((path) => isKustomizationFile(path) || (/\.ya?ml$/.test(path) && holdsObjects(join(repo.root, path))))
    .sort();
}

function holdsObjects(path: string): boolean {
  try {
    const text = readFileSync(path, 'utf8');
    return /\bapiVersion"?\s*:/.test(text) && /\bkind"?\s*:/.test(text);
  } catch {
    return false;
  }
}
