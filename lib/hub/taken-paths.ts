import { fluxSystem } from '../flux/names';
import { clusterKey } from '../stage/owner-key';
import { isTreePath } from '../stage/tree-path';
import { registryKey, registryPath } from './hostname-registry';
import type { PlacedObject, Placement } from './place';

/** Two things that would be written to one place. */
export interface TakenPath {
  readonly path: string;
  /** What is there first, and what comes on top: keys of owners. */
  readonly first: string;
  readonly again: string;
}

/**
 * Where a layout puts two things into one place: folders of two owners, a file over a `kustomization.yaml` or another file
 * that the hub writes itself, and an encrypted file over anything.
 */
export function takenPaths(cluster: string, { folder, parts, objects, flux }: Placement): TakenPath[] {
  const folders = new Claims();
  for (const part of parts) folders.claim(part.folder, part.owner.key);
  const files = new Claims();
  files.claim(`${folder}/kustomization.yaml`, clusterKey);
  files.claim(registryPath(cluster), registryKey);
  for (const file of ['kustomization.yaml', ...flux.bootstrapFiles])
    files.claim(`${folder}/${fluxSystem}/${file}`, clusterKey);
  for (const part of parts) files.claim(`${part.folder}/kustomization.yaml`, part.owner.key);
  const first = new Map<string, PlacedObject>();
  for (const object of objects) {
    const before = first.get(object.file);
    if (!before) first.set(object.file, object);
    if (!before || before.encrypted || object.encrypted) files.claim(object.file, object.owner);
  }
  return [...folders.taken, ...files.taken];
}

/** Paths of a layout that lead out of the tree, or into the tree's own records. */
export function strayPaths({ folder, parts, objects }: Placement): string[] {
  const paths = new Set([folder, ...parts.map((part) => part.folder)]);
  for (const { file } of objects) paths.add(file);
  return [...paths].filter((path) => !isTreePath(path));
}

/** Who is first at each path, and what comes on top. */
class Claims {
  private readonly holders = new Map<string, string>();
  private readonly clashes = new Map<string, TakenPath>();

  get taken(): TakenPath[] {
    return [...this.clashes.values()];
  }

  claim(path: string, holder: string): void {
    const first = this.holders.get(path);
    if (first === undefined) this.holders.set(path, holder);
    else this.clashes.set(path, { path, first, again: holder });
  }
}
