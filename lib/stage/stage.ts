import type { ClusterRecord } from './cluster-record';

/** Version of the staged format; a stage of another version is refused. */
export const stageFormat = 4;

/**
 * The staged tree: what `synth` writes to `dist/` and `publish` reads.
 *
 * Rendered files lie at the path they take below `deploy/`. Beside them, `.index/clusters/<cluster>.json` says what was rendered for a
 * cluster ({@link StagedCluster}), and `.index/fleet.json` ({@link StagedFleet}), written last, that the stage is whole.
 */
export interface StagedFleet {
  readonly format: typeof stageFormat;
  /** Version of this package. */
  readonly version: string;
  /** Hash of everything the tree was rendered from, see `inputsHash`. */
  readonly inputs: string;
  /** False where a selection of clusters was rendered. */
  readonly complete: boolean;
  /** Who answers for what no tenant owns; empty where the hub names nobody. */
  readonly owners: readonly string[];
  /** Every environment of the hub, each after the one that its versions come from. */
  readonly environments: readonly StagedEnvironment[];
  /** What is known of each cluster that was rendered, sorted by name. */
  readonly clusters: readonly ClusterRecord[];
}

/** An environment of the hub. */
export interface StagedEnvironment {
  readonly name: string;
  /** The environment whose versions come here next. @default - it takes its own */
  readonly promotesFrom?: string;
}

/** What was rendered for one cluster. */
export interface StagedCluster {
  readonly format: typeof stageFormat;
  readonly cluster: string;
  readonly environment: string;
  /** How Flux comes to the cluster, and which version is expected there. */
  readonly flux: { readonly bootstrap: 'cli' | 'operator'; readonly version: string };
  /**
   * Files that `flux bootstrap` owns: created with a comment where absent, never changed or deleted.
   * `gotk-components.yaml` must be of the version above once it holds anything.
   */
  readonly bootstrapFiles: readonly string[];
  /** Platform services and tenants, sorted by key. */
  readonly owners: readonly StagedOwner[];
  /** Every rendered file but the lists, sorted by path. */
  readonly files: readonly RenderedFile[];
  /** Files that several owners share, as what they are made of. */
  readonly lists: readonly StagedList[];
  /** What each tenant's contract says of this cluster. */
  readonly contracts: readonly StagedContract[];
}

/** What the contract of a tenant says of a cluster: the contract itself is made of all clusters' parts. */
export interface StagedContract {
  /** Key of the tenant. */
  readonly owner: string;
  /** A `ClusterContract`. */
  readonly part: object;
}

/** A platform service or a tenant on a cluster. */
export interface StagedOwner {
  /** `platform/<name>`, `tenant/<name>`, or `cluster` for what belongs to the cluster itself. */
  readonly key: string;
  /** Keys of the owners whose Flux Kustomizations this one's depend on. */
  readonly needs: readonly string[];
  /** Who answers for it. */
  readonly owners: readonly string[];
}

/** A rendered file. */
export interface StagedFile {
  /** Below `deploy/`, with forward slashes. */
  readonly path: string;
  /** Lower-case hex of the file's bytes. */
  readonly sha256: string;
  /** Key of the owner. */
  readonly owner: string;
}

/** A rendered file, with what it holds. */
export interface RenderedFile extends StagedFile {
  /** In the order of the file. */
  readonly objects: readonly StagedObject[];
}

/** A `kustomization.yaml` whose resources come from several owners. */
export interface StagedList {
  readonly path: string;
  /** Its first line. */
  readonly header: string;
  /** What it lists, sorted by resource. */
  readonly members: readonly { readonly resource: string; readonly owner: string }[];
}

/** A rendered object. */
export interface StagedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  /** Path of its construct in the cluster's tree. */
  readonly construct: string;
}
