import type { SourceLine } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { RuleText } from '../manifest/rule-text';
import type { HostnameSummary, SourceSummary } from '../stage/cluster-record';
import type { ClusterFacts } from './facts/cluster-facts';
import type { FleetFacts } from './fleet/fleet-facts';

/** Something that must hold on every cluster. Knows nothing of output, severities or YAML. */
export interface ClusterRule extends RuleText {
  check(facts: ClusterFacts): Iterable<Violation>;
}

/** An object that breaks a rule. */
export interface Violation {
  readonly object: IndexedObject;
  /** What is wrong with it, with the value found; a clause that follows the object's name. */
  readonly message: string;
  /** @default - the rule's own */
  readonly fix?: string | undefined;
  /** Another place that has to do with it. */
  readonly also?: SourceLine | undefined;
}

/** Something that must hold over all clusters of a fleet. One more cluster may break it, and never mends it. */
export interface FleetRule extends RuleText {
  check(facts: FleetFacts): Iterable<FleetViolation>;
}

/** A fact of a cluster that breaks a rule over the fleet. */
export interface FleetViolation {
  /** Name of the cluster. */
  readonly cluster: string;
  /** The fact. */
  readonly at: SourceSummary | HostnameSummary;
  /** Whom the message is about, in the reader's words. @default - the object that the fact stands in */
  readonly subject?: string | undefined;
  /** What is wrong with it; a clause that follows the subject. */
  readonly message: string;
  /** @default - the rule's own */
  readonly fix?: string | undefined;
}
