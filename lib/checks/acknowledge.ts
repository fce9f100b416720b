import { isDay } from '../manifest/day';
import type { Acknowledged, Finding } from '../manifest/finding';
import type { ManifestIndex } from '../manifest/manifest-index';
import type { RuleText } from '../manifest/rule-text';
import { didYouMean } from '../manifest/similar';
import { isBlank } from '../mistake/reason';
import { acknowledgedBy } from './acknowledged-by';
import type { Acknowledgement, Covered } from './facts/acknowledgement';
import type { ClusterFacts } from './facts/cluster-facts';
import { shared } from './facts/shared';
import type { FleetAcknowledgement } from './fleet/fleet-facts';

/** An acknowledgement that acknowledges nothing. */
export const acknowledgementRule: RuleText = {
  id: 'checks/acknowledgement',
  severity: 'warning',
  title: 'Acknowledgement of nothing',
  why: 'One that is out of date, or misspelt, hides nothing today and the wrong thing tomorrow.',
  fix: 'Remove the acknowledgement.',
  see: [],
};

/** A finding, with what it is about. */
export interface Found {
  readonly about: Covered;
  readonly finding: Finding;
}

/** Ids of rules, by what an acknowledgement can do about them. */
export interface Acknowledgeable {
  /** Those that look at one cluster, and what its constructs warn of. */
  readonly rules: readonly string[];
  /** Those that look at the fleet: what is said of them is not used here. */
  readonly fleetRules: readonly string[];
  /** Those that nobody can acknowledge. */
  readonly others: readonly string[];
  /** Errors that constructs report, and all that commands do. Nobody can acknowledge them either. */
  readonly reported: readonly string[];
}

/**
 * Turns what is acknowledged into notes that carry the reason, and adds what is wrong with the acknowledgements
 * themselves.
 */
export function acknowledge(facts: ClusterFacts, found: readonly Found[], ids: Acknowledgeable): Finding[] {
  const all = acknowledgementsOf(facts);
  if (all.length === 0) return found.map(({ finding }) => finding);
  const { cluster, today } = facts;
  const sound = all.filter((each) => faultOf(each, ids, today) === undefined);
  const used = new Set<Acknowledgement>();
  const findings = found.map(({ about, finding }) => {
    const by = sound.filter(({ rule, covers }) => rule === finding.rule && covers(about));
    for (const each of by) used.add(each);
    return by[0] ? asNote(finding, by[0]) : finding;
  });
  const isIdle = (each: Acknowledgement) => !used.has(each) && !ids.fleetRules.includes(each.rule);
  const wrong = all.flatMap((each) => {
    const fault = faultOf(each, ids, today) ?? (isIdle(each) ? nothing(each.rule) : undefined);
    return fault ? [faultFinding({ ...each, ...each.origin() }, fault, cluster.name)] : [];
  });
  return [...findings, ...wrong];
}

/** Those of a cluster's acknowledgements that name one of some rules, and have nothing wrong with them. */
export function soundAcknowledgements(facts: ClusterFacts, rules: readonly string[]): readonly Acknowledgement[] {
  const ids = { rules, fleetRules: [], others: [], reported: [] };
  return acknowledgementsOf(facts).filter((each) => faultOf(each, ids, facts.today) === undefined);
}

/** An acknowledgement of a rule over the fleet that has nothing to say of what it covers. */
export function idle(acknowledgement: FleetAcknowledgement, cluster: string): Finding {
  return faultFinding(acknowledgement, nothing(acknowledgement.rule), cluster);
}

function acknowledgementsOf({ index, acknowledgements = [] }: ClusterFacts): readonly Acknowledgement[] {
  return [...acknowledgements, ...annotated(index)];
}

const annotated = shared((index: ManifestIndex) => index.objects.flatMap(acknowledgedBy));

interface Fault {
  /** A clause that follows who acknowledges. */
  readonly message: string;
  readonly fix?: string;
}

function faultOf(
  { rule, reason, until }: Acknowledgement,
  { rules, fleetRules, others, reported }: Acknowledgeable,
  today: string | undefined,
): Fault | undefined {
  const known = [...rules, ...fleetRules];
  if (others.includes(rule)) return { message: `acknowledges ${rule}, which nobody can` };
  if (reported.includes(rule))
    return {
      message: `acknowledges ${rule}, which nobody can: it tells of an error in the hub itself, or of a command`,
      fix: 'Correct what it tells of, and remove the acknowledgement.',
    };
  if (!known.includes(rule))
    return { message: `acknowledges ${rule}, and there is no such rule`, fix: didYouMean(rule, known, noSuchRule) };
  if (isBlank(reason))
    return {
      message: `acknowledges ${rule} and does not say why`,
      fix: `Say it: \`${rule}: …\` in the annotation, \`{ reason: '…' }\` in code.`,
    };
  if (until !== undefined && !isDay(until))
    return { message: `acknowledges ${rule} until ${until}, which is no day`, fix: 'Write it as 2027-03-01.' };
  if (until !== undefined && today !== undefined && until < today)
    return {
      message: `acknowledged ${rule} until ${until}`,
      fix: 'Correct what the rule says, or give it another day.',
    };
  return undefined;
}

const noSuchRule = '`flux-hub explain --list` lists all rules.';

function nothing(rule: string): Fault {
  return { message: `acknowledges ${rule}, which has nothing to say of it` };
}

/** A finding that somebody accepts. */
export function asNote(finding: Finding, { reason, until }: Acknowledged): Finding {
  const end = until === undefined ? '' : ` until ${until}`;
  return {
    ...finding,
    severity: 'note',
    message: `${finding.message} Acknowledged${end}: ${reason}`,
    acknowledged: { reason, until },
  };
}

function faultFinding(
  { by, object, construct, file, line }: Pick<FleetAcknowledgement, 'by' | 'object' | 'construct' | 'file' | 'line'>,
  { message, fix }: Fault,
  cluster: string,
): Finding {
  const { id: rule, severity } = acknowledgementRule;
  return {
    rule,
    severity,
    message: `${by} ${message}.`,
    fix: fix ?? acknowledgementRule.fix,
    object,
    file,
    line,
    construct,
    cluster,
  };
}
