import type { Finding } from '../manifest/finding';

/** An error of ours; `rule` without its family. */
export function problem(rule: string, message: string, fix: string, at: Pick<Finding, 'file' | 'line'> = {}): Finding {
  return { rule: `codeowners/${rule}`, severity: 'error', message, fix, ...at };
}

/** Tenants that are only on the other clusters would be left out. */
export const selectionOnly = problem(
  'selection',
  'Only a selection of clusters was rendered: nothing is known of the tenants of the others.',
  'Run synth for all clusters.',
);

/** There is no line for what is nobody's but the hub's. */
export const noOwners = problem(
  'no-owners',
  'The hub says nowhere who answers for it.',
  "Name them: `new Hub({ …, owners: ['@acme/platform'] })`, and those of a tenant likewise, then run synth again.",
);
