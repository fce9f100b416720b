import type { Finding, Severity } from '../manifest/finding';

/** What can be said of the reading itself, with how grave it is. */
const severities = {
  'tree/no-flux': 'error',
  'tree/no-tool': 'error',
  'tree/unreadable': 'error',
  'tree/invalid-yaml': 'error',
  'tree/not-an-object': 'error',
  'tree/too-large': 'error',
  'tree/link': 'warning',
  'tree/outside': 'error',
  'tree/missing': 'error',
  'tree/ignored': 'error',
  'tree/cycle': 'error',
  'tree/remote': 'error',
  'tree/not-run': 'error',
  'tree/kustomization': 'error',
  'tree/build': 'error',
  'tree/timeout': 'error',
  'tree/substitution': 'error',
  'tree/not-bootstrapped': 'note',
} as const satisfies Record<string, Severity>;

/** Id of a finding of the reading. */
export type TreeRule = keyof typeof severities;

/** A finding of the reading, of the severity that its rule has. */
export function treeFinding(
  rule: TreeRule,
  message: string,
  rest: Pick<Finding, 'fix' | 'file' | 'line' | 'object' | 'cluster'> & { readonly severity?: Severity } = {},
): Finding {
  return { rule, severity: severities[rule], message, ...rest };
}
