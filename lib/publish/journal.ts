import * as shape from '../stage/shape';
import { inventoryFolder, inventoryFormat } from './inventory';
import { byPath } from './path';

/**
 * What a publish is about to write for a cluster: `.inventory/<cluster>.next`, there only while one is under way or was
 * stopped. The next publish knows by it which files are ours, although no inventory lists them yet.
 */
export interface Journal {
  readonly format: typeof inventoryFormat;
  readonly cluster: string;
  readonly environment: string;
  /** Sorted by path. */
  readonly files: readonly JournalFile[];
}

/** A file that was about to be written. */
export interface JournalFile {
  readonly path: string;
  /** Key of the owner. @default - a list, which several owners share */
  readonly owner?: string;
  /** Hashes of what was about to be written there, by this publish and by those stopped before it. */
  readonly sha256: readonly string[];
}

/** Where a cluster's journal lies. */
export function journalPath(cluster: string): string {
  return `${inventoryFolder}/${cluster}.next`;
}

/** A journal as its file holds it. */
export function journalText(journal: Journal): string {
  return `${JSON.stringify(journal, undefined, 1)}\n`;
}

/** What was noted before and what is to be written now, together. */
export function noteWrites(
  before: readonly JournalFile[],
  writes: readonly { readonly path: string; readonly owner?: string; readonly sha256: string }[],
): JournalFile[] {
  const noted = new Map(before.map((file) => [file.path, file]));
  for (const { path, owner, sha256 } of writes) {
    const hashes = new Set(noted.get(path)?.sha256).add(sha256);
    noted.set(path, { path, ...(owner === undefined ? {} : { owner }), sha256: [...hashes].sort() });
  }
  return [...noted.values()].sort(byPath);
}

/** Shape of a journal. */
export const journalShape = shape.record<Journal>({
  format: shape.oneOf(inventoryFormat),
  cluster: shape.clusterName,
  environment: shape.text,
  files: shape.list(
    shape.record<JournalFile>({
      path: shape.treePath,
      owner: shape.optional(shape.text),
      sha256: shape.list(shape.sha256Hex),
    }),
  ),
});
