import type { RuleText } from '../manifest/rule-text';
import { codeownersTexts } from './codeowners';
import { gatewayTexts } from './gateway';
import { hubTexts } from './hub';
import { objectTexts } from './objects';
import { platformTexts } from './platform';
import { publishTexts } from './publish';
import type { ReportedTexts } from './reported-text';
import { tenancyTexts } from './tenancy';

const ofConstructs = rulesIn({ ...hubTexts, ...platformTexts, ...tenancyTexts, ...gatewayTexts, ...objectTexts });

/** What commands and constructs report of themselves, without a rule's looking for it. */
export const reportedRules: readonly RuleText[] = [
  ...ofConstructs,
  ...rulesIn({ ...publishTexts, ...codeownersTexts }),
];

/** Ids of what constructs warn of: somebody may look at it, and accept it. */
export const reportedWarnings: readonly string[] = ofConstructs
  .filter(({ severity }) => severity === 'warning')
  .map(({ id }) => id);

function rulesIn(texts: ReportedTexts): RuleText[] {
  return Object.entries(texts).map(([id, text]) => ({ severity: 'error', see: [], ...text, id }));
}
