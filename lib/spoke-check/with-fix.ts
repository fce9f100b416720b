import type { Finding } from '../manifest/finding';
import { spokeRuleTexts } from './spoke-rule-texts';

const fixes = new Map(spokeRuleTexts.map(({ id, fix }) => [id, fix]));

/** A finding with what to do about it: where it says nothing of its own, what its rule does. */
export function withFix(finding: Finding): Finding {
  const fix = finding.fix ?? fixes.get(finding.rule);
  return fix === undefined ? finding : { ...finding, fix };
}
