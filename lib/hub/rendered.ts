import type { Finding } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { StagedCluster } from '../stage/stage';

/** A cluster, rendered in memory. */
export interface RenderedCluster {
  readonly name: string;
  readonly environment: string;
  /** Path below the layout's root, and text or bytes of each file. Empty where there are errors. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly objects: readonly IndexedObject[];
  readonly findings: readonly Finding[];
  /** What the stage says of it. */
  readonly staged: StagedCluster;
}
