import type { Finding } from '../../manifest/finding';
import type { RuleText } from '../../manifest/rule-text';
import type { RepoFacts } from './repo-facts';

/** Something that must hold of a repo, whatever its clusters run. */
export interface RepoRule extends RuleText {
  check(facts: RepoFacts): Iterable<RepoViolation>;
}

/** Where a repo breaks a rule. */
export interface RepoViolation extends Pick<Finding, 'file' | 'line' | 'cluster' | 'object'> {
  /** What is wrong; a sentence without its stop. */
  readonly message: string;
  /** @default - the rule's own */
  readonly fix?: string | undefined;
}
