import type { Finding } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { StagedCluster } from '../stage/stage';

/** A cluster that was rendered. */
export interface RenderedCluster {
  readonly name: string;
  readonly environment: string;
  readonly objects: readonly IndexedObject[];
  readonly findings: readonly Finding[];
  /** What the stage says of it. */
  readonly staged: StagedCluster;
}
