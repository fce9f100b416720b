import { type Finding, findingObject } from '../manifest/finding';
import { formatId, idOf } from '../manifest/object-id';
import type { ClusterFacts, ClusterRule, Violation } from './rule';
import { clusterRules } from './rules';

/** Everything the rules say of a cluster, in the order of rules and objects. */
export function checkCluster(facts: ClusterFacts, rules: readonly ClusterRule[] = clusterRules): Finding[] {
  return rules.flatMap((rule) => [...rule.check(facts)].map((violation) => toFinding(facts, rule, violation)));
}

function toFinding({ cluster }: ClusterFacts, rule: ClusterRule, { object, message, fix, also }: Violation): Finding {
  const id = idOf(object.manifest);
  const origin = object.origin();
  return {
    rule: rule.id,
    severity: rule.severity,
    message: `${formatId(id)} ${message}${also ? ` (${also.file}:${also.line})` : ''}.`,
    fix: fix ?? rule.fix,
    cluster: cluster.name,
    object: findingObject(object.manifest.apiVersion, id),
    file: origin?.file,
    line: origin?.line,
    construct: object.construct,
  };
}
