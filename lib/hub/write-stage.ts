import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterFacts, type StagedFleet, stageFormat } from '../stage/stage';
import { packageVersion } from '../version';
import type { Hub } from './hub';
import { compareText } from './object-order';
import type { RenderedCluster } from './rendered';

/** Writes a cluster's files, and the index of them, into a stage. */
export function writeCluster(stage: string, { name, files, staged }: RenderedCluster): void {
  const made = new Set<string>();
  const write = (path: string, content: string | Uint8Array) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!made.has(folder)) mkdirSync(`${stage}/${folder}`, { recursive: true });
    made.add(folder);
    writeFileSync(`${stage}/${path}`, content);
  };
  for (const [path, content] of files) write(path, content);
  write(`.index/clusters/${name}.json`, `${JSON.stringify(staged)}\n`);
}

/** Writes the facts of the fleet: what says that a stage is whole. */
export function writeFleet(stage: string, hub: Hub, inputs: string, clusters: readonly ClusterFacts[]): void {
  const fleet: StagedFleet = {
    format: stageFormat,
    version: packageVersion,
    inputs,
    complete: clusters.length === hub.clusters.length,
    environments: hub.environments.map(({ name, promotesFrom }) => ({
      name,
      ...(promotesFrom && { promotesFrom: promotesFrom.name }),
    })),
    clusters: [...clusters].sort((a, b) => compareText(a.name, b.name)),
  };
  mkdirSync(join(stage, '.index'), { recursive: true });
  writeFileSync(join(stage, '.index', 'fleet.json'), `${JSON.stringify(fleet, undefined, 2)}\n`);
}
