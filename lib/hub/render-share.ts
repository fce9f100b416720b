import type { ClusterInFleet } from '../checks/fleet/fleet-facts';
import { type Finding, hasErrors } from '../manifest/finding';
import type { ClusterDefinition } from './environment';
import type { Hub } from './hub';
import { renderCluster } from './render-cluster';
import { type TenantPart, tenantParts } from './tenant-contracts';
import { indexPath, stageWriter } from './write-stage';

/** How clusters of a share are rendered. */
interface ShareSettings {
  /** Folder to write into. */
  readonly folder: string;
  /** The day by which acknowledgements end. @default - none of them ends */
  readonly today?: string | undefined;
}

/** Clusters to render. Threads that share them take one after the other, until none is left. */
export interface Share extends ShareSettings {
  /** Names of the clusters. */
  readonly clusters: readonly string[];
  /** How many of the clusters have been taken: one 32-bit integer, for all threads. */
  readonly taken: SharedArrayBuffer;
}

/** What a cluster came to, as plain data. */
export interface ClusterOutcome {
  readonly name: string;
  readonly environment: string;
  /** How many objects were rendered, and how many files hold them. */
  readonly objects: number;
  readonly files: number;
  /** What rules over the fleet are told of it. */
  readonly inFleet: ClusterInFleet;
  /** What the contract of each of its tenants says of it. */
  readonly contracts: readonly TenantPart[];
  readonly findings: readonly Finding[];
  /** How long it took, in whole milliseconds. */
  readonly milliseconds: number;
}

/** A share of which nothing is taken. */
export function shareOf(clusters: readonly string[], { folder, today }: ShareSettings): Share {
  return { clusters, folder, today, taken: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
}

/** Takes and renders cluster after cluster. After an error nothing is written, but the others are looked at all the same. */
export function* renderShare(hub: Hub, { clusters, folder, today, taken }: Share): Generator<ClusterOutcome> {
  const definitions = new Map(hub.clusters.map((definition) => [definition.name, definition]));
  const counter = new Int32Array(taken);
  let sound = !hasErrors(hub.findings);
  for (;;) {
    const name = clusters[Atomics.add(counter, 0, 1)];
    if (name === undefined) return;
    const definition = definitions.get(name);
    if (!definition) continue;
    const outcome = render(hub, definition, { today, ...(sound && { folder }) });
    sound &&= !hasErrors(outcome.findings);
    yield outcome;
  }
}

/** @param settings without a folder nothing is written */
function render(hub: Hub, definition: ClusterDefinition, { folder, today }: Partial<ShareSettings>): ClusterOutcome {
  const started = performance.now();
  const write = folder === undefined ? () => {} : stageWriter(folder);
  const { name, environment, objects, findings, inFleet, staged } = renderCluster(definition, {
    hub: hub.context,
    layout: hub.layout,
    encryptedFiles: 'read',
    today,
    write,
  });
  if (!hasErrors(findings)) write(indexPath(name), `${JSON.stringify(staged)}\n`);
  return {
    name,
    environment,
    objects: objects.length,
    files: staged.files.length + staged.lists.length,
    inFleet,
    contracts: tenantParts(staged),
    findings,
    milliseconds: Math.round(performance.now() - started),
  };
}
