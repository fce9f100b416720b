import type { PlacedObject, Placement } from './place';

/** Two things that would be written to one place. */
export interface TakenPath {
  readonly path: string;
  /** What is there first, and what comes on top: keys of owners. */
  readonly first: string;
  readonly again: string;
}

/** Folders of two owners, and files of two owners or of an owner and its own `kustomization.yaml`, that are one. */
export function takenPaths({ parts, objects }: Placement): TakenPath[] {
  const folders = parts.map(({ folder, owner }) => ({ path: folder, holder: owner.key }));
  const lists = parts.map(({ folder, owner }) => ({ path: `${folder}/kustomization.yaml`, holder: owner.key }));
  const files = [...firstInFile(objects)].map(([path, holder]) => ({ path, holder }));
  return [...clashes(folders), ...clashes([...lists, ...files]), ...copiesOnTop(objects)];
}

function firstInFile(objects: readonly PlacedObject[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { file, fileOwner } of objects) if (!files.has(file)) files.set(file, fileOwner);
  return files;
}

function clashes(claims: readonly { readonly path: string; readonly holder: string }[]): TakenPath[] {
  const holders = new Map<string, string>();
  return claims.flatMap(({ path, holder }) => {
    const first = holders.get(path);
    if (first === undefined) holders.set(path, holder);
    return first === undefined ? [] : [{ path, first, again: holder }];
  });
}

/** A file that is copied holds nothing else, and a file that is emitted has one owner. */
function copiesOnTop(objects: readonly PlacedObject[]): TakenPath[] {
  const first = new Map<string, PlacedObject>();
  return objects.flatMap((object) => {
    const before = first.get(object.file);
    if (!before) first.set(object.file, object);
    const shared = !before || (before.fileOwner === object.fileOwner && !before.sealed && !object.sealed);
    return shared ? [] : [{ path: object.file, first: before.owner, again: object.owner }];
  });
}
