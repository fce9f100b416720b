import { type Boundary, boundaries, type IsolationRow } from '../rbac/isolation';
import { formatPath, formatRight } from './format-access';

/** The ServiceAccounts of a cluster's tenants as a table of what they can do that they must not, and how they can. */
export function formatIsolation(cluster: string, rows: readonly IsolationRow[]): string {
  const columns = Object.keys(boundaries) as Boundary[];
  const table = [
    ['tenant', 'ServiceAccount', ...columns.map((boundary) => boundaries[boundary])],
    ...rows.map(({ tenant, serviceAccount, breaches }) => [
      tenant,
      serviceAccount,
      ...columns.map((column) => (breaches.some(({ boundary }) => boundary === column) ? 'YES' : 'no')),
    ]),
  ];
  const how = rows.flatMap(({ serviceAccount, breaches }) =>
    breaches.flatMap(({ what, path, right }) => [
      '',
      `${serviceAccount} can ${what}`,
      ...[...formatPath(path), ...formatRight(right)].map((line) => `  ${line}`),
    ]),
  );
  return [cluster, ...aligned(table), ...how]
    .map((line, index) => (index === 0 || !line ? line : `  ${line}`))
    .join('\n');
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
