import type { Finding } from '../manifest/finding';

/** An error of publishing; `rule` without its family. */
export function problem(rule: string, message: string, fix: string, cluster?: string): Finding {
  return { rule: `publish/${rule}`, severity: 'error', message, fix, cluster };
}

const most = 50;

/** Names in a sentence: `a, b and 3 more`. */
export function enumerate(names: readonly string[]): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
