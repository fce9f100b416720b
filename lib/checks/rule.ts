import type { Severity, SourceLine } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { ClusterFacts } from './facts/cluster-facts';

/** Something that must hold on every cluster. Knows nothing of output, severities or YAML. */
export interface ClusterRule {
  /** `family/name` */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What to do, where a violation says nothing more exact. */
  readonly fix: string;
  /** Where the fact behind it is documented. */
  readonly see: readonly string[];
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
