import type { Finding, Severity } from '../manifest/finding';

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** Errors first, then by rule, file, line and cluster. */
export function inOrder(a: Finding, b: Finding): number {
  const [x, y] = [sortKey(a), sortKey(b)];
  const at = x.findIndex((part, index) => part !== y[index]);
  return at < 0 ? 0 : (x[at] ?? '') < (y[at] ?? '') ? -1 : 1;
}

function sortKey({ severity, rule, file = '', line = 0, cluster = '', message }: Finding): (string | number)[] {
  return [severities.indexOf(severity), rule, file, line, cluster, message];
}
