import { type Boundary, boundaries, type IsolationRow } from '../rbac/isolation';
import { aligned } from './aligned';
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
