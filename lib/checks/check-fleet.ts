import type { Finding, SourceLine } from '../manifest/finding';
import { formatId } from '../manifest/object-id';
import { asNote, idle } from './acknowledge';
import type { ClusterInFleet, FleetAcknowledgement } from './fleet/fleet-facts';
import { fleetRules } from './fleet/rules';
import type { FleetRule, FleetViolation } from './rule';

/** A fact, and the cluster that it is of. */
export type FactOnCluster = Pick<FleetViolation, 'cluster' | 'at'>;

/** The user's lines of some facts, in their order; undefined where none is known. */
export type LinesOf = (facts: readonly FactOnCluster[]) => readonly (SourceLine | undefined)[];

/**
 * Everything the rules say of a fleet, in the order of rules and clusters. What somebody acknowledges is a note.
 * @param linesOf looks up lines of what is found; what was read says its own
 */
export function checkFleet(fleet: readonly ClusterInFleet[], linesOf: LinesOf = saidLines): Finding[] {
  const facts = { clusters: fleet.map(({ summary }) => summary) };
  const given = fleet.flatMap(({ summary, acknowledgements }) =>
    acknowledgements.map((acknowledgement) => ({ cluster: summary.name, acknowledgement })),
  );
  const broken = fleetRules.flatMap((rule) => [...rule.check(facts)].map((violation) => ({ rule, violation })));
  const lines = linesOf(broken.map(({ violation }) => violation));
  const used = new Set<FleetAcknowledgement>();
  const findings = broken.map(({ rule, violation }, index) => {
    const by = given.filter((each) => isOf(each, rule, violation)).map(({ acknowledgement }) => acknowledgement);
    for (const each of by) used.add(each);
    const finding = toFinding(rule, violation, lines[index]);
    return by[0] ? asNote(finding, by[0]) : finding;
  });
  const needed = new Set([...used].map(placeOf));
  const wrong = given.filter(({ acknowledgement }) => !needed.has(placeOf(acknowledgement)));
  return [...findings, ...wrong.map(({ cluster, acknowledgement }) => idle(acknowledgement, cluster))];
}

function saidLines(facts: readonly FactOnCluster[]): readonly (SourceLine | undefined)[] {
  return facts.map(({ at: { file, line } }) => (file === undefined || line === undefined ? undefined : { file, line }));
}

interface Given {
  readonly cluster: string;
  readonly acknowledgement: FleetAcknowledgement;
}

function isOf({ cluster, acknowledgement }: Given, { id }: FleetRule, violation: FleetViolation): boolean {
  const { rule, covers } = acknowledgement;
  return rule === id && cluster === violation.cluster && covers.includes(nameOf(violation));
}

function nameOf({ at: { object } }: FleetViolation): string {
  return formatId({ group: '', ...object });
}

/** A class says it on every cluster that has the tenant: it is idle where none of them needs it. */
function placeOf({ rule, reason, file, line, by }: FleetAcknowledgement): string {
  return JSON.stringify([rule, reason, ...(file === undefined ? [by] : [file, line])]);
}

function toFinding(rule: FleetRule, violation: FleetViolation, line: SourceLine | undefined): Finding {
  const { cluster, at, subject = nameOf(violation), message, fix } = violation;
  return {
    rule: rule.id,
    severity: rule.severity,
    message: `${subject} ${message}.`.replace(/^./, (letter) => letter.toUpperCase()),
    fix: fix ?? rule.fix,
    cluster,
    object: at.object,
    file: line?.file,
    line: line?.line,
    construct: at.construct,
  };
}
