import type { Finding, Severity } from '../manifest/finding';
import { formatJunit } from '../report/format-junit';
import { formatSarif } from '../report/format-sarif';
import type { Audit } from './audit';
import { formatChecklists } from './checklist/format-checklist';
import { formatAudit } from './format-audit';
import { knownRules } from './known-rules';

/** In what form an audit is printed. */
export const auditFormats = ['text', 'json', 'sarif', 'junit'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** From the gravest. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** What is printed, and how. */
export interface ReportOptions {
  readonly format: AuditFormat;
  /** Least severity that fails the run. */
  readonly failOn: Severity;
  readonly checklist: boolean;
  readonly notes: boolean;
  /** Of this package. */
  readonly version: string;
}

/**
 * An audit as text in a format.
 * @param findings those that are reported: a baseline may have left some out
 */
export function reportAudit(audit: Audit, findings: readonly Finding[], options: ReportOptions): string {
  const { format, failOn, checklist, notes, version } = options;
  switch (format) {
    case 'json':
      return JSON.stringify(
        { findings, clusters: audit.clusters, ...(checklist && { checklist: audit.checklist }) },
        undefined,
        2,
      );
    case 'sarif':
      return formatSarif(findings, knownRules, version);
    case 'junit':
      return formatJunit(
        'audit',
        findings,
        knownRules,
        audit.clusters.map(({ name }) => name),
        (finding) => isAtLeast(finding.severity, failOn),
      );
    case 'text':
      return checklist && audit.checklist.length > 0
        ? formatChecklists(audit.checklist)
        : formatAudit(audit, findings, notes);
  }
}

/** Whether an audit fails: by a finding that is grave enough, or by a line of the checklist where that was asked for. */
export function isFailed(
  { checklist }: Audit,
  findings: readonly Finding[],
  options: Pick<ReportOptions, 'failOn' | 'checklist'>,
): boolean {
  const failed = findings.some(({ severity }) => isAtLeast(severity, options.failOn));
  return failed || (options.checklist && checklist.some(({ items }) => items.some(({ status }) => status === 'fail')));
}

/** Whether a severity is as grave as another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}
