/** A field of a schedule: its bounds, and the words that stand for its numbers from the lower bound on. */
interface Field {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Minute, hour, day of the month, month, day of the week. */
const fields: readonly Field[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: months },
  { least: 0, most: 6, names: days },
];

const macros = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const every = /^@every (?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/;

/**
 * Whether Kubernetes reads a text as a schedule. As in Vixie's cron, but that there is no day 7.
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@')) return macros.has(text) || every.test(text);
  const parts = text.trim().split(/\s+/);
  return parts.length === fields.length && fields.every((field, at) => isList(parts[at] ?? '', field));
}

function isList(text: string, field: Field): boolean {
  const ranges = text.split(',');
  return ranges.every((range) => isRange(range, field));
}

function isRange(text: string, field: Field): boolean {
  const [range = '', step = '1', ...slashes] = text.split('/');
  const [first = '', last = first, ...dashes] = range.split('-');
  if (slashes.length + dashes.length > 0 || !/^\d*[1-9]\d*$/.test(step)) return false;
  if (range === '*' || range === '?') return true;
  const [from, to] = [numberOf(first, field), numberOf(last, field)];
  return from >= field.least && to <= field.most && from <= to;
}

function numberOf(text: string, { least, names }: Field): number {
  const at = names.indexOf(text.toLowerCase());
  if (at >= 0) return least + at;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
