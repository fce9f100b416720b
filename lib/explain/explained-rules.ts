import { knownRules } from '../audit/known-rules';
import type { RuleText } from '../manifest/rule-text';
import { ownRuleTexts } from '../spoke-check/spoke-rule-texts';
import { gatewayTexts } from './reported/gateway';
import { hubTexts } from './reported/hub';
import { objectTexts } from './reported/objects';
import { platformTexts } from './reported/platform';
import { publishTexts } from './reported/publish';
import { tenancyTexts } from './reported/tenancy';

/** What commands and constructs report of themselves, without a rule's looking for it. */
const reported: readonly RuleText[] = Object.entries({
  ...hubTexts,
  ...platformTexts,
  ...tenancyTexts,
  ...gatewayTexts,
  ...objectTexts,
  ...publishTexts,
}).map(([id, text]) => ({ severity: 'error', see: [], ...text, id }));

/** Everything that a finding of any command may name, sorted by id. */
export const explainedRules: readonly RuleText[] = [...knownRules, ...reported, ...ownRuleTexts].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
