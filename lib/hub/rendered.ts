import type { ClusterInFleet } from '../checks/fleet/fleet-facts';
import type { Finding } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { StagedCluster } from '../stage/stage';

/** A cluster that was rendered. */
export interface RenderedCluster {
  readonly name: string;
  readonly environment: string;
  readonly objects: readonly IndexedObject[];
  readonly findings: readonly Finding[];
  /** What rules over the fleet are told of it. */
  readonly inFleet: ClusterInFleet;
  /** What the stage says of it. */
  readonly staged: StagedCluster;
}
