import type { TreeCluster } from '../../tree/tree';

/** What is known of a repo as a whole. */
export interface RepoFacts {
  /** Every file that a clone has, relative to the root. */
  readonly files: ReadonlySet<string>;
  /** Text of a file; undefined where it may not be read. */
  readonly read: (path: string) => string | undefined;
  readonly clusters: readonly TreeCluster[];
  /** Files that a Flux Kustomization of any cluster reads. */
  readonly reached: ReadonlySet<string>;
  /** Files with Kubernetes objects, or kustomizations, that none reads; sorted. */
  readonly unreached: readonly string[];
}
