import { knownRules } from '../audit/known-rules';
import type { RuleText } from '../manifest/rule-text';
import { reportedRules } from '../reported/reported-rules';
import { ownRuleTexts } from '../spoke-check/spoke-rule-texts';

/** Everything that a finding of any command may name, sorted by id. */
export const explainedRules: readonly RuleText[] = [...knownRules, ...reportedRules, ...ownRuleTexts].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
