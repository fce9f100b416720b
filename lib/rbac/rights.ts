import type { Access, Right } from './access';
import { allows, allowsSome, type PolicyRule } from './policy-rule';

/** Something that may be done to objects of a kind. */
export interface Deed {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resources: readonly string[];
}

/** Whether a right holds in a namespace, or in the whole cluster where none is said. */
export function holdsIn(right: Right, namespace: string | undefined): boolean {
  return right.namespace === undefined || right.namespace === namespace;
}

/** Each namespace where one of some deeds may be done to at least one object, and by which right. */
export function* places(access: Access, rights: readonly Right[], deeds: readonly Deed[]) {
  const seen = new Set<string>();
  for (const by of rights) {
    const what = deeds.flatMap((one) => allowedOf(one, by.rule))[0];
    if (what === undefined) continue;
    for (const namespace of by.namespace === undefined ? access.namespaces : [by.namespace]) {
      if (seen.has(namespace)) continue;
      seen.add(namespace);
      yield { namespace, by, what };
    }
  }
}

/** What a rule allows of a deed, in words. */
function allowedOf({ verbs, group, resources }: Deed, rule: PolicyRule): readonly string[] {
  return resources.flatMap((resource) => {
    const verb = verbs.find((one) => allowsSome(rule, { verb: one, group, resource }));
    return verb === undefined ? [] : [`${verb} ${resource}${group === '' ? '' : `.${group}`}`];
  });
}

/** The right by which one of some verbs may be done to at least one object. */
export function findRight(
  rights: readonly Right[],
  verbs: readonly string[],
  group: string,
  resource: string,
  namespace: string | undefined,
): Right | undefined {
  return rights.find(
    (right) => holdsIn(right, namespace) && verbs.some((verb) => allowsSome(right.rule, { verb, group, resource })),
  );
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
