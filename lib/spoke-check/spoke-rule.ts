import type { Violation } from '../checks/rule';
import type { Severity } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { RuleText } from '../manifest/rule-text';
import type { SpokeFacts } from './spoke-facts';

/** Something that must hold of a spoke on every cluster. Those of hub repos that need no more than a cluster's facts are some, too. */
export interface SpokeRule extends RuleText {
  check(facts: SpokeFacts): Iterable<SpokeViolation>;
}

/** An object that breaks a rule. */
export interface SpokeViolation extends Violation {
  /** What else the same mistake is in: refused as well, and not told of again. @default - nothing */
  readonly others?: readonly IndexedObject[];
  /** @default - the rule's own */
  readonly severity?: Severity;
}
