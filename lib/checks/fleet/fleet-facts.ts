import type { Acknowledged, FindingObject } from '../../manifest/finding';
import type { ClusterSummary } from '../../stage/cluster-record';

/** What rules know of a fleet: all of its clusters, whether we rendered them or read them from somebody's repo. */
export interface FleetFacts {
  /** In the order of the fleet. */
  readonly clusters: readonly ClusterSummary[];
}

/** What is left of a cluster once it has been looked at: plain data, which threads hand on to each other. */
export interface ClusterInFleet {
  readonly summary: ClusterSummary;
  /** What somebody on that cluster accepts of the rules over the fleet. */
  readonly acknowledgements: readonly FleetAcknowledgement[];
}

/** That somebody has looked at what a rule over the fleet says of some objects of a cluster, and accepts it. */
export interface FleetAcknowledgement extends Acknowledged {
  readonly rule: string;
  /** Who says so: an object or a construct, as a finding names it. */
  readonly by: string;
  /** Those of its objects that facts stand in, as `GitRepository billing/billing`. */
  readonly covers: readonly string[];
  readonly object?: FindingObject | undefined;
  readonly construct?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}
