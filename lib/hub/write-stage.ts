import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../manifest/compare-text';
import type { ClusterRecord } from '../stage/cluster-record';
import { type StagedFleet, stageFormat } from '../stage/stage';
import { packageVersion } from '../version';
import type { Write } from './cluster-files';
import type { Hub } from './hub';

/** Writes files into a stage. Each folder is made once. */
export function stageWriter(stage: string): Write {
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (made.has(folder)) return;
    if (folder.includes('/')) make(parentOf(folder));
    makeFolder(`${stage}/${folder}`);
    made.add(folder);
  };
  return (path, content) => {
    make(parentOf(path));
    writeFileSync(`${stage}/${path}`, content);
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Another thread may have made it already. `recursive` would try the folder first each time, and fail. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Path of a cluster's index in a stage. */
export function indexPath(cluster: string): string {
  return `.index/clusters/${cluster}.json`;
}

/** Writes what is known of the fleet: what says that a stage is whole. */
export function writeFleet(stage: string, hub: Hub, inputs: string, clusters: readonly ClusterRecord[]): void {
  const fleet: StagedFleet = {
    format: stageFormat,
    version: packageVersion,
    inputs,
    complete: clusters.length === hub.clusters.length,
    owners: hub.context.owners,
    environments: hub.environments.map(({ name, promotesFrom }) => ({
      name,
      ...(promotesFrom && { promotesFrom: promotesFrom.name }),
    })),
    clusters: [...clusters].sort((a, b) => compareText(a.name, b.name)),
  };
  mkdirSync(join(stage, '.index'), { recursive: true });
  writeFileSync(join(stage, '.index', 'fleet.json'), `${JSON.stringify(fleet)}\n`);
}
