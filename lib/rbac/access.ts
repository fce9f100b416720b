import { groupOf, type Manifest } from '../manifest/manifest';
import type { ObjectId } from '../manifest/object-id';
import { type Binding, bindingsIn, rbacGroup } from './binding';
import { bindingTable } from './binding-table';
import { defaultsBeside } from './default-roles';
import type { PolicyRule } from './policy-rule';
import { type RoleRule, roleTable } from './role-table';
import { accountsIn } from './service-accounts';
import { type BindingSubject, type Identity, keyOfSubject, keysOf } from './subject';

const autoupdate = 'rbac.authorization.kubernetes.io/autoupdate';

/** What gives somebody a right. */
export interface Grant {
  /** The RoleBinding or ClusterRoleBinding. */
  readonly binding: ObjectId;
  /** Whom of its subjects they are. */
  readonly subject: BindingSubject;
  /** The Role or ClusterRole that it refers to. */
  readonly role: ObjectId;
  /** The role that has the rule in its own text: the same, or a ClusterRole that it gathers. */
  readonly source: ObjectId;
}

/** A rule, and where somebody holds it. */
export interface Right {
  readonly rule: PolicyRule;
  /** Undefined where it holds everywhere: in all namespaces, for what is in none, for URL paths. */
  readonly namespace: string | undefined;
  /** Undefined for what somebody could give themselves. */
  readonly grant: Grant | undefined;
}

/** A binding to a role that nobody here knows, and so to rights that nobody here knows. */
export interface UnknownRole {
  readonly binding: ObjectId;
  readonly role: ObjectId;
}

/** The roles and bindings of a cluster, and whom they may concern. */
export interface Access {
  /** All that somebody may do, what holds everywhere first. */
  rights(identity: Identity): readonly Right[];
  /** The bindings that name somebody, those of the whole cluster first. */
  bindings(identity: Identity): readonly Binding[];
  /** The bindings of somebody to roles that are not known here. */
  unknownRoles(identity: Identity): readonly UnknownRole[];
  /** Every namespace that is mentioned, sorted. */
  readonly namespaces: readonly string[];
  /** Names of the ServiceAccounts of a namespace, `default` among them, sorted. */
  serviceAccounts(namespace: string): readonly string[];
  /** Names of all users that bindings name, sorted. */
  readonly users: readonly string[];
  /** Names of all groups that bindings name, sorted. */
  readonly groups: readonly string[];
  /** The rules of a role that somebody may bind; undefined where it is not known. */
  rulesOf(role: ObjectId): readonly RoleRule[] | undefined;
  /** All roles that can be bound in a namespace, or in the whole cluster, sorted by name, ClusterRoles first. */
  roles(namespace?: string): readonly ObjectId[];
  /** The Roles of a namespace, sorted by name. */
  rolesIn(namespace: string): readonly ObjectId[];
}

/**
 * Reads the roles, bindings and ServiceAccounts among some manifests.
 * @param manifests those of one cluster; others among them are passed over
 * @param defaults what the cluster has besides. @default - what Kubernetes and Flux create
 */
export function accessOf(manifests: readonly Manifest[], defaults = defaultsBeside(manifests)): Access {
  const objects = withDefaults(manifests, defaults);
  const { rulesOf, roles, rolesIn } = roleTable(objects);
  const bindings = bindingsIn(objects);
  const { bindingsOf, named } = bindingTable(bindings);
  const accounts = accountsIn(manifests, bindings);
  const given = new Map<BindingSubject, readonly Right[]>();

  /** Those whom a subject stands for share what it is given. */
  function rightsBy(binding: Binding, identity: Identity): readonly Right[] {
    const keys = keysOf(identity);
    const subject = binding.subjects.find((one) => keys.includes(keyOfSubject(one, binding.id.namespace) ?? ''));
    if (!subject) return [];
    const rights = given.get(subject) ?? rightsOf(binding, subject, rulesOf(binding.role));
    given.set(subject, rights);
    return rights;
  }

  return {
    rights: (identity) => bindingsOf(identity).flatMap((binding) => rightsBy(binding, identity)),
    bindings: bindingsOf,
    unknownRoles: (identity) =>
      bindingsOf(identity)
        .filter(({ role }) => rulesOf(role) === undefined)
        .map(({ id, role }) => ({ binding: id, role })),
    namespaces: [...accounts.keys()].sort(),
    serviceAccounts: (namespace) => [...(accounts.get(namespace) ?? [])].sort(),
    users: named('User'),
    groups: named('Group'),
    rulesOf,
    roles,
    rolesIn,
  };
}

/**
 * The RBAC objects among some manifests, and the defaults. A default that is rendered as well keeps what it had, since the API
 * server puts that back; unless it is told not to.
 */
function withDefaults(manifests: readonly Manifest[], defaults: readonly Manifest[]): readonly Manifest[] {
  const key = ({ kind, metadata }: Manifest) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  const rendered = manifests.filter(({ apiVersion }) => groupOf(apiVersion) === rbacGroup);
  const final = new Set(rendered.filter(({ metadata }) => metadata.annotations?.[autoupdate] === 'false').map(key));
  return [...rendered, ...defaults.filter((manifest) => !final.has(key(manifest)))];
}

function rightsOf({ id, role }: Binding, subject: BindingSubject, rules: readonly RoleRule[] = []): readonly Right[] {
  return rules.map(({ rule, source }) => ({
    rule,
    namespace: id.namespace,
    grant: { binding: id, subject, role, source: { ...role, name: source } },
  }));
}
