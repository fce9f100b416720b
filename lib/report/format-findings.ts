import { createColors } from 'picocolors';
import { few } from '../manifest/few';
import type { Finding, FindingObject, Severity } from '../manifest/finding';
import { groupBy } from '../manifest/group-by';
import { fixLines, placeLines } from './place-lines';
import { plural } from './plural';

/** Findings are printed to stderr; what reads them from a pipe wants none. @see https://no-color.org */
const colors = createColors(process.stderr.isTTY === true && process.env.NO_COLOR === undefined);

const marks: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', note: '·' };

/**
 * Findings as people read them, with a count at the end. One mistake that shows on several clusters, or in several objects
 * that one line makes, is printed once, in the words of the first. Colours appear only on a terminal.
 */
export function formatFindings(findings: readonly Finding[]): string {
  const mistakes = byMistake(findings);
  const texts = mistakes.map(formatMistake);
  return `${texts.join('\n\n')}\n\n${summary(mistakes.map(([first]) => first))}`;
}

type OneOrMore<T> = readonly [T, ...T[]];

/** Findings that say the same of the same line: word for word, or each with the name of its own cluster. */
function byMistake(findings: readonly Finding[]): OneOrMore<Finding>[] {
  const same = groupBy(findings, (finding) => mistakeOf(finding, (text) => text));
  const alike = groupBy([...same.values()], ([first]) => mistakeOf(first, (text) => anyCluster(text, first)));
  return [...alike.values()].map(([first, ...others]) => [...first, ...others.flat()]);
}

function mistakeOf(finding: Finding, read: (text: string) => string): string {
  const { rule, severity, message, fix = '', file, line } = finding;
  if (file === undefined) return JSON.stringify([rule, severity, message, fix]);
  return JSON.stringify([rule, severity, read(clauseOf(finding)), read(fix), file, line]);
}

/** A text as it is on whichever cluster. A check in a spoke names a cluster with its environment. */
function anyCluster(text: string, { cluster }: Finding): string {
  const name = cluster?.split('/').at(-1);
  return text.replaceAll(/[\w-]+/g, (word) => (word === name ? '…' : word));
}

/** What a message says, whichever object of its kind it says it of. */
function clauseOf({ message, object }: Finding): string {
  const id = object && `${nameOf(object)} `;
  return id !== undefined && message.startsWith(id) ? `${object?.kind} ${message.slice(id.length)}` : message;
}

function nameOf({ kind, namespace, name }: FindingObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function clustersOf(findings: readonly Finding[]): string {
  return few([...new Set(findings.flatMap(({ cluster }) => cluster ?? []))]);
}

function formatMistake(findings: OneOrMore<Finding>): string {
  const [first] = findings;
  const { rule, severity, message } = first;
  const clusters = clustersOf(findings);
  const paint = severity === 'error' ? colors.red : severity === 'warning' ? colors.yellow : colors.dim;
  return [
    `${paint(marks[severity])} ${colors.bold(rule)}${clusters === '' ? '' : `  ${clusters}`}`,
    `  ${message}`,
    ...placeLines(first),
    ...alsoOf(findings),
    ...fixLines(first),
  ].join('\n');
}

/** The other objects of which the same is said. */
function alsoOf(findings: OneOrMore<Finding>): string[] {
  const [, ...others] = new Set(findings.flatMap(({ object }) => (object ? nameOf(object) : [])));
  if (others.length === 0) return [];
  return [`    and  ${few(others)}`];
}

function summary(findings: readonly Finding[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  return severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severity))
    .join(', ');
}
