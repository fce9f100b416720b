import type { Access, Right } from './access';
import { allows, allowsSome, type PolicyRule } from './policy-rule';

/** Something that may be done to objects of a kind. */
export interface Deed {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resources: readonly string[];
}

/** Any of some verbs, on any of some resources. */
export function deed(verbs: string | readonly string[], group: string, ...resources: string[]): Deed {
  return { verbs: [verbs].flat(), group, resources };
}

/** Whether a right holds in a namespace, or in the whole cluster where none is said. */
export function holdsIn(right: Right, namespace: string | undefined): boolean {
  return right.namespace === undefined || right.namespace === namespace;
}

/** Each namespace where one of some deeds may be done to at least one object, by which right, and which deed in words. */
export function* places(access: Access, rights: readonly Right[], deeds: readonly Deed[]) {
  const seen = new Set<string>();
  for (const by of rights) {
    const what = allowedOf(deeds, by.rule);
    if (what === undefined) continue;
    for (const namespace of by.namespace === undefined ? access.namespaces : [by.namespace]) {
      if (seen.has(namespace)) continue;
      seen.add(namespace);
      yield { namespace, by, what };
    }
  }
}

/** The right by which one of some deeds may be done to at least one object, in a namespace or in the whole cluster. */
export function findRight(rights: readonly Right[], deeds: readonly Deed[], namespace?: string): Right | undefined {
  return rights.find((right) => holdsIn(right, namespace) && allowedOf(deeds, right.rule) !== undefined);
}

/** All tenants share the rules of a few roles. */
const known = new WeakMap<PolicyRule, Map<readonly Deed[], string | undefined>>();

/** The first of some deeds that a rule allows, in words: `create deployments.apps`. */
export function allowedOf(deeds: readonly Deed[], rule: PolicyRule): string | undefined {
  const ofRule = known.get(rule) ?? new Map<readonly Deed[], string | undefined>();
  known.set(rule, ofRule);
  if (!ofRule.has(deeds)) ofRule.set(deeds, firstAllowed(deeds, rule));
  return ofRule.get(deeds);
}

function firstAllowed(deeds: readonly Deed[], rule: PolicyRule): string | undefined {
  for (const { verbs, group, resources } of deeds) {
    for (const resource of resources) {
      const verb = verbs.find((one) => allowsSome(rule, { verb: one, group, resource }));
      if (verb !== undefined) return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
    }
  }
  return undefined;
}

/** The right by which something may be done to the object of a name. */
export function mayNamed(
  rights: readonly Right[],
  verb: string,
  group: string,
  resource: string,
  namespace: string | undefined,
  name: string,
): Right | undefined {
  return rights.find(
    (right) => holdsIn(right, namespace) && allows(right.rule, { verb, group, resource, namespace, name }),
  );
}

/** A right that nobody granted: what somebody could give themselves. */
export function gained(rule: PolicyRule, namespace: string | undefined): Right {
  return { rule, namespace, grant: undefined };
}
