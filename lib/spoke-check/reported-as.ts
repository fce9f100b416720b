import type { Finding } from '../manifest/finding';
import { type SpokeReport, spokeReports } from './spoke-reports';

/** A finding of the check itself, of the severity that its text has. */
export function reportedAs(
  rule: SpokeReport,
  message: string,
  rest: Pick<Finding, 'fix' | 'file' | 'line' | 'object' | 'cluster'> & Partial<Pick<Finding, 'severity'>> = {},
): Finding {
  const { severity, fix } = spokeReports[rule];
  return { rule, severity, message, fix, ...rest };
}
