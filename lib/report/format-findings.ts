import pc from 'picocolors';
import type { Finding, Severity } from '../manifest/finding';

const marks: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', note: '·' };

/** Findings as people read them, with a count at the end. Colours appear only where the terminal shows them. */
export function formatFindings(findings: readonly Finding[]): string {
  return `${findings.map(formatFinding).join('\n\n')}\n\n${summary(findings)}`;
}

function formatFinding({ rule, severity, message, fix, cluster, file, line, construct }: Finding): string {
  const paint = severity === 'error' ? pc.red : severity === 'warning' ? pc.yellow : pc.dim;
  const place = [file === undefined ? '' : `${file}:${line}`, construct ?? '']
    .filter((part) => part !== '')
    .join('   ');
  return [
    `${paint(marks[severity])} ${pc.bold(rule)}${cluster === undefined ? '' : `  ${cluster}`}`,
    `  ${message}`,
    ...(place === '' ? [] : [`    at  ${place}`]),
    ...(fix === undefined ? [] : [`  Fix: ${fix}`]),
  ].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  return severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
