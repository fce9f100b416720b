import { holdsUnknown } from '../manifest/unknown-variables';
import type { ClusterRule } from './rule';

/** A rule over the form of values: of one that holds a variable which only the cluster knows, it says nothing. */
export function ofKnownValues(rule: ClusterRule): ClusterRule {
  return {
    ...rule,
    *check(facts) {
      for (const violation of rule.check(facts))
        if (!holdsUnknown(violation.object, violation.message)) yield violation;
    },
  };
}
