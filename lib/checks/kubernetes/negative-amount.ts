import type { ClusterRule } from '../rule';

/** An amount below nothing, which the schema of quantities admits. */
export const negativeAmount: ClusterRule = {
  id: 'kubernetes/negative-amount',
  severity: 'error',
  title: 'Amount below nothing',
  why: 'The API server refuses the object, and the namespace then has no limit at all.',
  fix: 'Write zero or more.',
  see: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  *check({ index }) {
    for (const kind of ['ResourceQuota', 'LimitRange'])
      for (const object of index.ofKind('', kind))
        for (const [resource, amount] of amountsIn(object.manifest.spec))
          if (String(amount).startsWith('-')) yield { object, message: `has ${resource}: ${JSON.stringify(amount)}` };
  },
};

function amountsIn(spec: unknown): [resource: string, amount: unknown][] {
  const { hard = {}, limits = [] } = (spec ?? {}) as { readonly hard?: object; readonly limits?: readonly object[] };
  const limited = limits
    .flatMap((limit) => Object.entries(limit))
    .flatMap(([field, amounts]) => (typeof amounts === 'object' ? qualified(field, amounts) : []));
  return [...Object.entries(hard), ...limited];
}

function qualified(field: string, amounts: object): [resource: string, amount: unknown][] {
  return Object.entries(amounts).map(([resource, amount]) => [`${field}.${resource}`, amount]);
}
