import { isAtLeast } from '../audit/report-audit';
import { type Finding, type Severity, withoutNotes } from '../manifest/finding';
import { formatFindings } from '../report/format-findings';
import { formatJunit } from '../report/format-junit';
import { formatSarif } from '../report/format-sarif';
import { plural } from '../report/plural';
import type { CheckedCluster, SpokeCheck } from './check-spoke';
import type { ContractState } from './contract-state';
import { spokeRuleTexts } from './spoke-rule-texts';

/** What a check is told with: its contract, and what is known of that. */
export interface CheckReport extends SpokeCheck {
  readonly contract: {
    readonly file: string;
    /** Undefined where the file holds no contract. */
    readonly tenant?: string | undefined;
    readonly hash?: string | undefined;
    readonly state: ContractState;
  };
}

/** How it is printed. */
export interface CheckFormat {
  readonly format: 'text' | 'json' | 'sarif' | 'junit';
  /** Least severity that fails the run. */
  readonly failOn: Severity;
  readonly notes: boolean;
  /** Of this package. */
  readonly version: string;
}

/** A check as text in a format. */
export function reportCheck(report: CheckReport, { format, failOn, notes, version }: CheckFormat): string {
  const { findings, clusters, contract } = report;
  switch (format) {
    case 'json':
      return JSON.stringify({ contract, findings, clusters }, undefined, 2);
    case 'sarif':
      return formatSarif(findings, spokeRuleTexts, version);
    case 'junit': {
      const names = clusters.map(({ name }) => name);
      return formatJunit('check', findings, spokeRuleTexts, names, ({ severity }) => isAtLeast(severity, failOn));
    }
    case 'text':
      return textOf(findings, clusters, contract.state, notes);
  }
}

function textOf(
  findings: readonly Finding[],
  clusters: readonly CheckedCluster[],
  { message }: ContractState,
  notes: boolean,
): string {
  const shown = notes ? findings : withoutNotes(findings);
  const hidden = findings.length - shown.length;
  const objects = clusters.reduce((sum, cluster) => sum + cluster.objects, 0);
  const looked = `${plural(clusters.length, 'cluster')}, ${plural(objects, 'object')}`;
  const more = hidden === 0 ? '' : `, ${plural(hidden, 'note')} (--notes prints them)`;
  const names = clusters.length === 0 ? '' : `: ${clusters.map(({ name }) => name).join(', ')}`;
  const last = `${shown.length === 0 ? 'no findings: ' : ''}${looked}${more}${names}`;
  return [...(shown.length === 0 ? [] : [formatFindings(shown), '']), last, message].join('\n');
}
