import { acknowledgementRule } from '../checks/acknowledge';
import { fleetRules } from '../checks/fleet/rules';
import { allRules } from '../checks/rules';
import type { RuleText } from '../manifest/rule-text';
import { repoRules } from './repo/rules';
import { treeRules } from './tree-rules';

/** Every rule that a finding of a synth's checks or of an audit may name, sorted by id. */
export const knownRules: readonly RuleText[] = [
  ...allRules,
  ...fleetRules,
  acknowledgementRule,
  ...repoRules,
  ...treeRules,
]
  .map(({ id, severity, title, why, fix, see }) => ({ id, severity, title, why, fix, see }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
