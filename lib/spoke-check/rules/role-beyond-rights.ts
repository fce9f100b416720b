import type { RightContract } from '../../contract/contract';
import { few } from '../../manifest/few';
import { groupOf, type Manifest } from '../../manifest/manifest';
import { allowsSome } from '../../rbac/policy-rule';
import { listIn, mapIn, stringIn } from '../../tree/fields';
import { namespaceOf, ownObjects, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

const group = 'rbac.authorization.k8s.io';

/** A Role, or a binding to one, with rights that who applies it does not have. */
export const roleBeyondRights: SpokeRule = {
  id: 'spoke/role-beyond-rights',
  severity: 'error',
  title: 'Role with rights that the tenant does not have',
  why: 'Kubernetes lets nobody give rights that they do not hold: the API server refuses the object, and Flux applies nothing of the folder.',
  fix: 'Leave out what the tenant may not do itself.',
  see: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
  ],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      if (groupOf(object.manifest.apiVersion) !== group) continue;
      const { rights } = namespaceOf(facts, object) ?? {};
      const beyond = rights && rulesGiven(facts, object.manifest).flatMap((rule) => beyondRights(rule, rights));
      if (beyond !== undefined && beyond.length > 0)
        yield { object, message: `gives what the tenant may not do: ${few([...new Set(beyond)])}` };
    }
  },
};

/** What a Role gives, and a binding to a ClusterRole that every Kubernetes has; of others nothing is known here. */
function rulesGiven({ access }: SpokeFacts, { kind, rules, roleRef }: Manifest): readonly RightContract[] {
  if (kind === 'Role') return listIn(rules).map(mapIn).map(ruleOf);
  const name = stringIn(mapIn(roleRef).name);
  if (kind !== 'RoleBinding' || name === undefined || mapIn(roleRef).kind !== 'ClusterRole') return [];
  return (access().rulesOf({ group, kind: 'ClusterRole', name }) ?? []).map(({ rule }) => rule);
}

function ruleOf({ apiGroups, resources, verbs }: Readonly<Record<string, unknown>>): RightContract {
  return { apiGroups: texts(apiGroups), resources: texts(resources), verbs: texts(verbs) };
}

function texts(list: unknown): string[] {
  return listIn(list).filter((text) => typeof text === 'string');
}

/** What a rule gives beyond some rights, as `create secrets`. */
function beyondRights({ apiGroups, resources, verbs }: RightContract, rights: readonly RightContract[]): string[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs
        .filter((verb) => !rights.some((right) => allowsSome(right, { verb, group, resource })))
        .map((verb) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`),
    ),
  );
}
