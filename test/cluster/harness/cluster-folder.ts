import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps in memory what is written there. A container may have 64 MB of it. */
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 * 2 ** 30;

/** A new folder for a test cluster: in memory where that has room, as Flux unpacks the hub's repository for each reconcile. */
export function clusterFolder(): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'flux-hub-cluster-'));
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= NEEDED_BYTES;
}
