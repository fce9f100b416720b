import { kindsOf } from '../manifest/catalog';
import type { Access } from '../rbac/access';
import { allowsSome, type PolicyRule } from '../rbac/policy-rule';
import { holdsIn } from '../rbac/rights';
import { identityOf } from '../rbac/subject';

/** Kinds by API group. */
export type Kinds = Readonly<Record<string, readonly string[]>>;

/** What Flux needs to apply an object, and to apply it again. */
const applying = ['get', 'create', 'patch'];

/** All tenants share the rules of a few roles. */
const known = new WeakMap<PolicyRule, readonly (readonly [group: string, kind: string])[]>();

/** What some ServiceAccounts may do in a namespace, as their roles have it. */
export function rulesIn(
  access: Access,
  accounts: readonly `${string}/${string}`[],
  namespace: string,
): readonly PolicyRule[] {
  const rights = accounts.flatMap((account) => access.rights(identityOf(account)));
  return [...new Set(rights.filter((right) => holdsIn(right, namespace)).map(({ rule }) => rule))];
}

/** What the rules that somebody has come to. */
const gathered = new WeakMap<PolicyRule, { readonly rules: readonly PolicyRule[]; readonly kinds: Kinds }>();

/**
 * The kinds that may be applied by some rules; one that has no schema here stands as its plural. Looked up by the first rule: most
 * tenants have the same ones.
 */
export function admittedKinds(rules: readonly PolicyRule[]): Kinds {
  const [first] = rules;
  const before = first && gathered.get(first);
  if (before && before.rules.length === rules.length && rules.every((rule, at) => rule === before.rules[at]))
    return before.kinds;
  const kinds = new Map<string, Set<string>>();
  for (const rule of rules)
    for (const [group, kind] of kindsBy(rule)) kinds.set(group, (kinds.get(group) ?? new Set()).add(kind));
  const found = Object.fromEntries(
    [...kinds].map(([group, named]) => [group, [...named].sort()] as const).sort(byGroup),
  );
  if (first) gathered.set(first, { rules, kinds: found });
  return found;
}

function byGroup([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function kindsBy(rule: PolicyRule) {
  const before = known.get(rule);
  if (before) return before;
  const kinds = rule.apiGroups.flatMap((group) => {
    const mayApply = (resource: string) => applying.every((verb) => allowsSome(rule, { verb, group, resource }));
    const inNamespaces = kindsOf(group).filter(({ scope, plural }) => scope === 'Namespaced' && mayApply(plural));
    const plurals = new Set(kindsOf(group).map(({ plural }) => plural));
    const unheardOf = rule.resources.filter((resource) => /^[^*/]+$/.test(resource) && !plurals.has(resource));
    return [...inNamespaces.map(({ kind }) => kind), ...unheardOf.filter(mayApply)].map(
      (kind) => [group, kind] as const,
    );
  });
  known.set(rule, kinds);
  return kinds;
}
