import type { StageRequest } from '../stage/read';

/** What to publish, and how. */
export interface PublishRequest extends StageRequest {
  /** The rendered tree's folder, `deploy`. Made where absent. */
  readonly deploy: string;
  /** @default - everything */
  readonly selection?: Selection;
  /** Write nothing, say what is stale. @default false */
  readonly check?: boolean;
  /** Clusters to remove, gone from the hub; takes a complete stage. They need not be selected. @default - none */
  readonly removeClusters?: readonly string[];
  /** Overwrite, and delete, rendered files that a person edited. @default false */
  readonly overwriteEdited?: boolean;
}

/** Names of a kind widen what is selected, kinds narrow each other; an empty list selects all of its kind. */
export interface Selection {
  /** @default - all environments */
  readonly environments?: readonly string[];
  /** @default - all clusters */
  readonly clusters?: readonly string[];
  /** With a name here, only the files of these tenants, and their lines in shared lists. @default - all, and the platform */
  readonly tenants?: readonly string[];
}
