import type { FindingObject } from '../manifest/finding';

/**
 * What is known of a cluster once it was rendered, or read: plain data and small, for the rules that look at a whole fleet
 * when the clusters themselves are gone.
 */
export interface ClusterSummary {
  readonly name: string;
  /** @default - nobody says, as in a repo that no hub rendered */
  readonly environment?: string | undefined;
  /** Sorted by name. */
  readonly tenants: readonly TenantSummary[];
  readonly sources: readonly SourceSummary[];
  /** A row for each that a tenant or platform service is granted. */
  readonly hostnames: readonly HostnameSummary[];
}

/** A cluster of the fleet, as the stage holds it. */
export interface ClusterRecord extends ClusterSummary {
  readonly environment: string;
  /** How many Kubernetes objects were rendered. */
  readonly objects: number;
  /** How many files hold them. */
  readonly files: number;
}

/** A tenant of a cluster. */
export interface TenantSummary {
  readonly name: string;
  readonly namespaces: readonly string[];
}

/** Where a Flux source fetches from. */
export interface SourceSummary extends Standing {
  /** Key of its owner, `tenant/billing`. @default - nobody is known to own it */
  readonly owner?: string | undefined;
  readonly url: string;
  /** What it follows there, as its `spec.ref` says: `{ branch: 'main' }`. */
  readonly ref: Readonly<Record<string, string>>;
}

/** A hostname that a tenant or platform service is granted. */
export interface HostnameSummary extends Standing {
  readonly hostname: string;
  /** Key of whom, `tenant/billing`. @default - nobody is known to own the Namespace that says so */
  readonly owner?: string | undefined;
  /** Whether the grant says that other clusters answer for it as well. */
  readonly global: boolean;
}

/**
 * The object that a fact stands in. Of one that a construct made, the user's line is looked up only for a finding: it costs
 * far more than all the rest of a summary.
 */
export interface Standing {
  readonly object: FindingObject;
  /** Path of its construct. @default - no construct made it */
  readonly construct?: string | undefined;
  /** Its file, of YAML that somebody wrote. @default - it is looked up by the construct */
  readonly file?: string | undefined;
  /** @default - as `file` */
  readonly line?: number | undefined;
}
