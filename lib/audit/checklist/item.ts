import type { ClusterFacts } from '../../checks/facts/cluster-facts';
import type { Finding } from '../../manifest/finding';

/** A line of the checklist. */
export interface Item {
  readonly id: string;
  /** What must hold; a sentence without its stop. */
  readonly title: string;
  /** Rules whose findings say that it does not. */
  readonly rules: readonly string[];
  /** What no rule says, because a cluster is none the worse for it. @default - the rules say all */
  readonly check?: (facts: ClusterFacts) => Iterable<Shortfall>;
  /** Why it cannot be told from the repo; undefined where it can. @default - it always can */
  readonly unknown?: (facts: ClusterFacts) => string | undefined;
}

/** Where a line of the checklist does not hold. */
export type Shortfall = Pick<Finding, 'message' | 'object' | 'file' | 'line'>;
