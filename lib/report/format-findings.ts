import { createColors } from 'picocolors';
import type { Finding, Severity } from '../manifest/finding';

/** Findings are printed to stderr; what reads them from a pipe wants none. @see https://no-color.org */
const colors = createColors(process.stderr.isTTY === true && process.env.NO_COLOR === undefined);

const marks: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', note: '·' };

/**
 * Findings as people read them, with a count at the end. One mistake that shows on several clusters is printed once.
 * Colours appear only on a terminal.
 */
export function formatFindings(findings: readonly Finding[]): string {
  const mistakes = byMistake(findings);
  const texts = mistakes.map(([first, ...others]) => formatFinding(first, clustersOf([first, ...others])));
  return `${texts.join('\n\n')}\n\n${summary(mistakes.map(([first]) => first))}`;
}

type OneOrMore<T> = [T, ...T[]];

/** Findings that say the same of the same line. */
function byMistake(findings: readonly Finding[]): OneOrMore<Finding>[] {
  const mistakes = new Map<string, OneOrMore<Finding>>();
  for (const finding of findings) {
    const { rule, severity, message, fix, file, line } = finding;
    const key = JSON.stringify([rule, severity, message, fix, file, line]);
    const same = mistakes.get(key);
    if (same) same.push(finding);
    else mistakes.set(key, [finding]);
  }
  return [...mistakes.values()];
}

function clustersOf(findings: readonly Finding[]): string {
  return [...new Set(findings.flatMap(({ cluster }) => cluster ?? []))].join(', ');
}

function formatFinding({ rule, severity, message, fix, file, line, construct }: Finding, clusters: string): string {
  const paint = severity === 'error' ? colors.red : severity === 'warning' ? colors.yellow : colors.dim;
  const place = [file === undefined ? '' : `${file}:${line}`, construct ?? '']
    .filter((part) => part !== '')
    .join('   ');
  return [
    `${paint(marks[severity])} ${colors.bold(rule)}${clusters === '' ? '' : `  ${clusters}`}`,
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
