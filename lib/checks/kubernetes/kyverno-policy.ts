import type { Manifest } from '../../manifest/manifest';

/** What is read of a rule of a Kyverno ClusterPolicy. @see https://kyverno.io/docs/policy-types/cluster-policy/ */
export interface KyvernoRule {
  readonly match?: Selection;
  readonly exclude?: Selection;
  readonly validate?: { readonly failureAction?: string; readonly podSecurity?: unknown };
  readonly generate?: { readonly kind?: string };
}

/** What a rule is for, or is not for. */
export interface Selection extends Filter {
  readonly any?: readonly Filter[];
  readonly all?: readonly Filter[];
}

interface Filter {
  readonly resources?: { readonly kinds?: readonly string[]; readonly namespaces?: readonly string[] };
}

/** The rules of a ClusterPolicy. */
export function kyvernoRules({ spec }: Manifest): readonly KyvernoRule[] {
  return ((spec ?? {}) as { readonly rules?: readonly KyvernoRule[] }).rules ?? [];
}

/** The kinds, or the namespaces, that a selection names. */
export function namesIn(selection: Selection = {}, field: 'kinds' | 'namespaces'): readonly string[] {
  const { any = [], all = [] } = selection;
  return [selection, ...any, ...all].flatMap(({ resources }) => resources?.[field] ?? []);
}
