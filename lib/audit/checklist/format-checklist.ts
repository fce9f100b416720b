import type { FindingObject } from '../../manifest/finding';
import { plural } from '../../report/plural';
import type { CheckedItem, Checklist } from './checklist';
import type { WorkItem } from './lockdown-plan';

const marks: Readonly<Record<CheckedItem['status'], string>> = { pass: 'pass', fail: 'FAIL', unknown: '?' };

/** How many places of one line are printed: JSON has them all. */
const most = 10;

/** Checklists as people read them: a line for each thing that must hold, below it where it does not. */
export function formatChecklists(checklists: readonly Checklist[]): string {
  return checklists.map(formatChecklist).join('\n\n');
}

function formatChecklist({ cluster, items, lockdown }: Checklist): string {
  const failed = items.filter(({ status }) => status === 'fail').length;
  const unknown = items.filter(({ status }) => status === 'unknown').length;
  const counts = [
    `${items.length - failed - unknown} of ${items.length} hold`,
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return [`${cluster}: ${counts.join(', ')}`, ...items.flatMap(formatItem), ...formatPlan(lockdown)].join('\n');
}

function formatItem({ title, status, reason, shortfalls }: CheckedItem): string[] {
  const rest = shortfalls.length - most;
  return [
    `  ${marks[status].padEnd(4)}  ${title}${reason === undefined ? '' : `: ${reason}`}`,
    ...shortfalls.slice(0, most).map(({ message, file, line }) => `          ${message}${at(file, line)}`),
    ...(rest > 0 ? [`          and ${plural(rest, 'other')}`] : []),
  ];
}

function formatPlan(plan: Checklist['lockdown']): string[] {
  if (plan === undefined) return [];
  if (plan.length === 0) return ['  Flux is not locked down, and nothing would lose its rights if it were.'];
  return [
    `  Flux is not locked down. If it were now, ${plan.length} would lose their rights or be refused. In this order:`,
    ...plan.map(
      ({ object, todo, loses, file, line }, index) =>
        `  ${String(index + 1).padStart(4)}. ${named(object)}: ${todo}. It ${loses}.${at(file, line)}`,
    ),
    `  ${String(plan.length + 1).padStart(4)}. Then set --default-service-account and --no-cross-namespace-refs on the controllers.`,
  ];
}

function named({ kind, namespace, name }: WorkItem['object'] & FindingObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function at(file: string | undefined, line: number | undefined): string {
  return file === undefined ? '' : `  (${file}:${line ?? 1})`;
}
