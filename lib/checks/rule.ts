import type { SourceLine } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { RuleText } from '../manifest/rule-text';
import type { ClusterFacts } from './facts/cluster-facts';

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
