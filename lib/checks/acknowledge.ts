import { isDay } from '../manifest/day';
import type { Finding } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { RuleText } from '../manifest/rule-text';
import { didYouMean } from '../manifest/similar';
import { acknowledgedBy } from './acknowledged-by';
import type { Acknowledgement } from './facts/acknowledgement';
import type { ClusterFacts } from './facts/cluster-facts';

/** An acknowledgement that acknowledges nothing. */
export const acknowledgementRule: RuleText = {
  id: 'checks/acknowledgement',
  severity: 'warning',
  title: 'Acknowledgement of nothing',
  why: 'One that is out of date, or misspelt, hides nothing today and the wrong thing tomorrow.',
  fix: 'Remove the acknowledgement.',
  see: [],
};

/** A finding, with the object that it was found in. */
export interface Found {
  readonly object: IndexedObject;
  readonly finding: Finding;
}

/**
 * Turns what is acknowledged into notes that carry the reason, and adds what is wrong with the acknowledgements
 * themselves.
 * @param rules ids of those that can be acknowledged
 * @param others ids of those that cannot
 */
export function acknowledge(
  { cluster, index, acknowledgements = [], today }: ClusterFacts,
  found: readonly Found[],
  rules: readonly string[],
  others: readonly string[],
): Finding[] {
  const all = [...acknowledgements, ...index.objects.flatMap(acknowledgedBy)];
  if (all.length === 0) return found.map(({ finding }) => finding);
  const sound = all.filter((each) => faultOf(each, rules, others, today) === undefined);
  const used = new Set<Acknowledgement>();
  const findings = found.map(({ object, finding }) => {
    const by = sound.filter(({ rule, covers }) => rule === finding.rule && covers(object));
    for (const each of by) used.add(each);
    return by[0] ? asNote(finding, by[0]) : finding;
  });
  const wrong = all.flatMap((each) => {
    const fault = faultOf(each, rules, others, today) ?? (used.has(each) ? undefined : nothing(each));
    return fault ? [{ ...faultFinding(each, fault), cluster: cluster.name }] : [];
  });
  return [...findings, ...wrong];
}

interface Fault {
  /** A clause that follows who acknowledges. */
  readonly message: string;
  readonly fix?: string;
}

function faultOf(
  { rule, reason, until }: Acknowledgement,
  rules: readonly string[],
  others: readonly string[],
  today: string | undefined,
): Fault | undefined {
  if (others.includes(rule)) return { message: `acknowledges ${rule}, which nobody can` };
  if (!rules.includes(rule))
    return { message: `acknowledges ${rule}, and there is no such rule`, fix: didYouMean(rule, rules, noSuchRule) };
  if (reason.trim() === '')
    return { message: `acknowledges ${rule} and does not say why`, fix: `Write the reason behind it: ${rule}: ….` };
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

function nothing({ rule }: Acknowledgement): Fault {
  return { message: `acknowledges ${rule}, which has nothing to say of it` };
}

function asNote(finding: Finding, { reason, until }: Acknowledgement): Finding {
  const end = until === undefined ? '' : ` until ${until}`;
  return {
    ...finding,
    severity: 'note',
    message: `${finding.message} Acknowledged${end}: ${reason}`,
    acknowledged: { reason, until },
  };
}

function faultFinding({ by, object, construct, origin }: Acknowledgement, { message, fix }: Fault): Finding {
  const { id: rule, severity } = acknowledgementRule;
  return {
    rule,
    severity,
    message: `${by} ${message}.`,
    fix: fix ?? acknowledgementRule.fix,
    object,
    ...origin(),
    construct,
  };
}
