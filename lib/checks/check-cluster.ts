import { type Finding, findingObject } from '../manifest/finding';
import { formatId, idOf } from '../manifest/object-id';
import { reportedRules, reportedWarnings } from '../reported/reported-rules';
import { acknowledge } from './acknowledge';
import type { ClusterFacts } from './facts/cluster-facts';
import { fleetRules } from './fleet/rules';
import type { ClusterRule, Violation } from './rule';
import { clusterRules, shapeRules, writingRules } from './rules';

/**
 * Everything the rules say of a cluster, in the order of rules and objects. An object whose shape is refused is there for
 * those that name it, and is looked into no further. What somebody acknowledges is a note.
 * @param reported what constructs say of themselves; it comes first, and is acknowledged as what rules say is
 */
export function checkCluster(facts: ClusterFacts, reported: readonly Finding[] = []): Finding[] {
  const refused = violationsOf(facts, shapeRules);
  const index = facts.index.without(new Set(refused.map(({ violation }) => violation.object)));
  const broken = violationsOf({ ...facts, index }, clusterRules);
  const found = [...refused, ...broken].map((each) => ({
    about: each.violation.object,
    finding: toFinding(facts, each),
  }));
  const said = reported.map((finding) => ({ about: finding, finding }));
  return acknowledge(facts, [...said, ...found], acknowledgeable);
}

/** What makes an object unusable cannot be accepted. */
const acknowledgeable = {
  rules: [...clusterRules.map(({ id }) => id), ...reportedWarnings],
  fleetRules: fleetRules.map(({ id }) => id),
  others: [...shapeRules, ...writingRules].map(({ id }) => id),
  reported: reportedRules.map(({ id }) => id).filter((id) => !reportedWarnings.includes(id)),
};

/** Why a cluster cannot be written. */
export function checkWriting(facts: ClusterFacts): Finding[] {
  return violationsOf(facts, writingRules).map((broken) => toFinding(facts, broken));
}

interface BrokenRule {
  readonly rule: ClusterRule;
  readonly violation: Violation;
}

function violationsOf(facts: ClusterFacts, rules: readonly ClusterRule[]): BrokenRule[] {
  return rules.flatMap((rule) => [...rule.check(facts)].map((violation) => ({ rule, violation })));
}

function toFinding({ cluster }: ClusterFacts, { rule, violation }: BrokenRule): Finding {
  const { object, message, fix, also } = violation;
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
