import { type Finding, findingObject } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import { formatId, idOf } from '../manifest/object-id';
import { unreadableObjects } from './encrypted';
import { ownObjects, type SpokeFacts } from './spoke-facts';
import type { SpokeRule, SpokeViolation } from './spoke-rule';
import { spokeRules } from './spoke-rules';
import { unreplacedObjects } from './substitution-traps';

/** All that the rules say of the objects of a spoke on a cluster. */
export function judge(facts: SpokeFacts): Finding[] {
  const findings: Finding[] = [];
  const refused = new Set(unreplaced(facts));
  for (const rules of spokeRules) {
    const index = facts.index.without(new Set(refused));
    const broken = rules.flatMap((rule) => violationsOf(rule, { ...facts, index }));
    for (const { objects, finding } of broken) {
      for (const object of objects) refused.add(object);
      findings.push(finding);
    }
  }
  return findings;
}

/** What is in them is not what the cluster sees. */
function unreplaced(facts: SpokeFacts): IndexedObject[] {
  const unknown = facts.apps.flatMap((app) => [...unreplacedObjects(app), ...unreadableObjects(app)]);
  const manifests = new Set(unknown.map(({ manifest }) => manifest));
  return ownObjects(facts).filter(({ manifest }) => manifests.has(manifest));
}

function violationsOf(rule: SpokeRule, facts: SpokeFacts) {
  const violations = [...rule.check(facts)].filter(({ object }) => !object.ofHub);
  return violations.map((violation) => ({
    objects: [violation.object, ...(violation.others ?? [])],
    finding: findingOf(rule, violation),
  }));
}

function findingOf(rule: SpokeRule, { object, message, fix, also, severity }: SpokeViolation): Finding {
  const id = idOf(object.manifest);
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    message: `${formatId(id)} ${message}${also ? ` (${also.file}:${also.line})` : ''}.`,
    fix: fix ?? rule.fix,
    object: findingObject(object.manifest.apiVersion, id),
    ...placeOf(object),
  };
}

function placeOf({ origin }: IndexedObject): Pick<Finding, 'file' | 'line'> {
  const { file, line } = origin() ?? {};
  return { file, line };
}
