import type { RuleText } from '../manifest/rule-text';

/** A rule as people read it. */
export function formatRule({ id, severity, title, why, fix, see }: RuleText): string {
  return [
    `${id}  (${severity})`,
    `  ${title}.`,
    `  Why: ${why}`,
    `  Fix: ${fix}`,
    ...see.map((url) => `  See: ${url}`),
  ].join('\n');
}

/** Rules as a table. */
export function formatRules(rules: readonly RuleText[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}`).join('\n');
}
