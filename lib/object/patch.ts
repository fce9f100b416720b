import { JsonPatch } from 'cdk8s';
import { keysOf, valueAt } from '../manifest/json-pointer';
import type { Manifest } from '../manifest/manifest';

/** A JSON patch that does not fit the manifest it is applied to. */
export class PatchError extends Error {
  /** Tells the error from others, also one of another copy of this package. */
  override readonly name = 'PatchError';
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/**
 * The manifest with an RFC 6902 patch applied to a copy of it.
 * @throws PatchError where an operation names a path that is not there
 */
export function applyPatch(manifest: Manifest, operations: readonly JsonPatch[]): Manifest {
  let patched = structuredClone(manifest);
  for (const patch of operations) {
    const operation = operationOf(patch);
    try {
      const missing = missingPath(patched, operation);
      if (missing !== undefined) throw new Error(`there is no ${missing}`);
      patched = JsonPatch.apply(patched, patch) as Manifest;
    } catch (error) {
      throw new PatchError(
        `patch ${operation.op} ${operation.path}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return patched;
}

function operationOf(patch: JsonPatch): Operation {
  return (patch as unknown as { _toJson(): Operation })._toJson();
}

/** The path that must exist and does not: the parent for `add`, the target itself otherwise. */
function missingPath(document: unknown, { op, path, from }: Operation): string | undefined {
  if (from !== undefined && !exists(document, from)) return from;
  if (op === 'add' || op === 'copy' || op === 'move') {
    const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    return exists(document, parent) ? undefined : parent;
  }
  return exists(document, path) ? undefined : path;
}

function exists(document: unknown, pointer: string): boolean {
  return valueAt(document, keysOf(pointer)) !== undefined;
}
