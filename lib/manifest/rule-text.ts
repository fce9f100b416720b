import type { Severity } from './finding';

/** What there is to say of a rule, whatever it looks at. */
export interface RuleText {
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
}
