import { unreachedFile } from '../audit/repo/unreached-file';
import { treeRules } from '../audit/tree-rules';
import { undefinedVariable } from '../checks/flux/undefined-variable';
import { unescapedVariable } from '../checks/flux/unescaped-variable';
import type { RuleText } from '../manifest/rule-text';
import { spokeReports } from './spoke-reports';
import { spokeRules } from './spoke-rules';

const reports: readonly RuleText[] = Object.entries(spokeReports).map(([id, text]) => ({ id, ...text }));

/** What only the check of a spoke says. */
export const ownRuleTexts: readonly RuleText[] = [
  ...reports,
  ...spokeRules.flat().filter(({ id }) => id.startsWith('spoke/')),
].map(({ id, severity, title, why, fix, see }) => ({ id, severity, title, why, fix, see }));

/** Every rule that a finding of the check may name, sorted by id. */
export const spokeRuleTexts: readonly RuleText[] = [
  ...reports,
  ...spokeRules.flat(),
  ...treeRules,
  undefinedVariable,
  unescapedVariable,
  unreachedFile,
].sort((a, b) => (a.id < b.id ? -1 : 1));
