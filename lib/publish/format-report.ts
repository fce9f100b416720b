import { plural } from '../report/plural';
import type { ClusterReport, ContractsReport, PublishReport, StaleFile } from './report';

/**
 * A report for people: a line for each cluster under its environment, the files that want attention below it, and a total.
 * Problems are findings like those of any command, and left to whoever prints these. No newline at the end.
 */
export function formatReport(report: PublishReport): string {
  const width = Math.max(0, ...report.clusters.map(({ cluster }) => cluster.length));
  const lines = report.clusters.flatMap((cluster, index) => {
    const heading = cluster.environment === report.clusters[index - 1]?.environment ? [] : [cluster.environment];
    const stale = cluster.stale.map(({ change, path }) => `    ${intent[change]} ${path}`);
    const unknown = cluster.unknown.map((path) => `    kept, not ours: ${path}`);
    const line = `  ${cluster.cluster.padEnd(width)}  ${plural(cluster.objects, 'object')}, ${outcome(cluster, report)}`;
    return [...heading, line, ...stale, ...unknown];
  });
  const unknown = report.unknown.map((path) => `kept, not ours: ${path}`);
  return [...lines, ...contractLines(report.contracts), ...unknown, total(report)].join('\n');
}

const intent: Readonly<Record<StaleFile['change'], string>> = {
  write: 'would write  ',
  restore: 'would restore',
  delete: 'would delete ',
  edited: 'edited       ',
};

/** Said only where there is something to do about them, or was. */
function contractLines({ written, deleted, stale }: ContractsReport): string[] {
  if (stale.length > 0)
    return [`contracts  ${stale.length} stale`, ...stale.map(({ change, path }) => `    ${intent[change]} ${path}`)];
  const changed = written.length + deleted.length;
  return changed === 0 ? [] : [`contracts  ${written.length} written, ${deleted.length} deleted`];
}

function outcome(cluster: ClusterReport, report: PublishReport): string {
  if (report.check) return cluster.stale.length === 0 ? 'up to date' : `${cluster.stale.length} stale`;
  if (errorsOf(report) > 0) return 'untouched';
  const { written, restored, deleted, inventory } = cluster;
  if (written.length + restored.length + deleted.length > 0) return changes([cluster]);
  return inventory ? 'inventory updated' : 'no changes';
}

function total(report: PublishReport): string {
  const objects = report.clusters.reduce((sum, cluster) => sum + cluster.objects, 0);
  const all = `${plural(report.clusters.length, 'cluster')}, ${plural(objects, 'object')}`;
  const stale = everyPart(report).reduce((sum, part) => sum + part.stale.length, 0);
  const errors = errorsOf(report);
  if (stale > 0) return `${all}: ${plural(stale, 'file')} stale`;
  if (errors > 0) return `${all}: ${report.check ? 'refused' : 'nothing was written'}, ${plural(errors, 'problem')}`;
  if (report.check) return `${all}: up to date`;
  return `${all}: ${report.changed ? changes(everyPart(report)) : 'no changes'}`;
}

type Part = Pick<ClusterReport, 'written' | 'restored' | 'deleted' | 'stale'>;

function everyPart({ clusters, contracts }: PublishReport): Part[] {
  return [...clusters, { ...contracts, restored: [] }];
}

/** `3 written, 1 restored, 2 deleted`; what was written and deleted always, what was restored where there is any. */
function changes(parts: readonly Part[]): string {
  const sum = (field: 'written' | 'restored' | 'deleted') =>
    parts.reduce((total, part) => total + part[field].length, 0);
  const restored = sum('restored') === 0 ? '' : `${sum('restored')} restored, `;
  return `${sum('written')} written, ${restored}${sum('deleted')} deleted`;
}

function errorsOf(report: PublishReport): number {
  return report.problems.filter(({ severity }) => severity === 'error').length;
}
