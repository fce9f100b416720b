import type { Finding } from '../manifest/finding';

/** What a publish did, or would do. All paths are below the rendered tree, with forward slashes, sorted. */
export interface PublishReport {
  /** Whether the selection is now as it was rendered: no problem that is an error, and nothing stale. */
  readonly ok: boolean;
  /** Whether anything was written or deleted. */
  readonly changed: boolean;
  /** Whether this was a check, which writes nothing. */
  readonly check: boolean;
  /** What stands against it. After an error nothing was written at all. */
  readonly problems: readonly Finding[];
  /** Every cluster of the selection, sorted by environment and name. */
  readonly clusters: readonly ClusterReport[];
  /** The tenants' contracts, which belong to no cluster. */
  readonly contracts: ContractsReport;
  /** Files outside every cluster's folders that no inventory lists, kept. Looked for where everything is selected. */
  readonly unknown: readonly string[];
}

/** What a publish did, or would do, to a cluster. */
export interface ClusterReport {
  readonly cluster: string;
  readonly environment: string;
  /** Objects rendered for what is selected of the cluster. */
  readonly objects: number;
  /** Files written, new or changed. */
  readonly written: readonly string[];
  /** Files written that had been published and were missing. */
  readonly restored: readonly string[];
  readonly deleted: readonly string[];
  /** How many files were as rendered. */
  readonly unchanged: number;
  /** Whether the inventory was written or deleted. */
  readonly inventory: boolean;
  /** Files that no inventory lists, kept. Of a cluster that is removed also what `flux bootstrap` owns. */
  readonly unknown: readonly string[];
  /** Rendered files that a person edited, refused unless they are to be overwritten. */
  readonly edited: readonly string[];
  /** On a check: everything that is not as rendered. */
  readonly stale: readonly StaleFile[];
}

/** What a publish did, or would do, to the tenants' contracts. */
export type ContractsReport = Pick<ClusterReport, 'written' | 'deleted' | 'unchanged' | 'edited' | 'stale'>;

/** A file that is not as rendered, and what a publish would do. */
export interface StaleFile {
  readonly path: string;
  readonly change: 'write' | 'restore' | 'delete' | 'edited';
}

/** Status of a process that ends with this report: 0 where it is ok, else 1. */
export function exitStatus(report: PublishReport): 0 | 1 {
  return report.ok ? 0 : 1;
}
