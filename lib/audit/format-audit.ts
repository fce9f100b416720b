import { type Finding, withoutNotes } from '../manifest/finding';
import { formatFindings } from '../report/format-findings';
import { plural } from '../report/plural';
import type { Audit } from './audit';

/** An audit as people read it: errors and warnings, then what was looked at. Notes are counted unless asked for. */
export function formatAudit({ clusters }: Audit, findings: readonly Finding[], withNotes: boolean): string {
  const shown = withNotes ? findings : withoutNotes(findings);
  const hidden = findings.length - shown.length;
  const objects = clusters.reduce((sum, cluster) => sum + cluster.objects, 0);
  const looked = `${plural(clusters.length, 'cluster')}, ${plural(objects, 'object')}`;
  const notes = hidden === 0 ? '' : `, ${plural(hidden, 'note')} (--notes prints them)`;
  const last = `${shown.length === 0 ? 'no findings: ' : ''}${looked}${notes}`;
  const names = clusters.length === 0 ? '' : `: ${clusters.map(({ name }) => name).join(', ')}`;
  return [...(shown.length === 0 ? [] : [formatFindings(shown), '']), `${last}${names}`].join('\n');
}
