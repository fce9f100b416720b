import type { RuleText } from '../manifest/rule-text';
import { codeownersTexts } from './codeowners';
import { gatewayTexts } from './gateway';
import { hubTexts } from './hub';
import { objectTexts } from './objects';
import { platformTexts } from './platform';
import { publishTexts } from './publish';
import { tenancyTexts } from './tenancy';

/** What commands and constructs report of themselves, without a rule's looking for it. */
export const reportedRules: readonly RuleText[] = Object.entries({
  ...hubTexts,
  ...platformTexts,
  ...tenancyTexts,
  ...gatewayTexts,
  ...objectTexts,
  ...publishTexts,
  ...codeownersTexts,
}).map(([id, text]) => ({ severity: 'error', see: [], ...text, id }));
