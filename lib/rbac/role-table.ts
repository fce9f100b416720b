import { matchesLabels } from '../manifest/label-selector';
import type { Manifest } from '../manifest/manifest';
import { idOf, keyOf, type ObjectId } from '../manifest/object-id';
import type { PolicyRule } from './policy-rule';
import { recordsIn, stringsIn } from './untyped';

/** A rule of a role, and the role that says it: another one where it was gathered. */
export interface RoleRule {
  readonly rule: PolicyRule;
  /** Name of the role that has the rule in its own text. */
  readonly source: string;
}

/** Roles and what they allow. */
export interface RoleTable {
  /** The rules of a role; undefined where it is not known. */
  rulesOf(role: ObjectId): readonly RoleRule[] | undefined;
  /** All roles that can be bound in a namespace, or in the whole cluster: ClusterRoles first, each kind by name. */
  roles(namespace?: string): readonly ObjectId[];
  /** The Roles of a namespace, by name. */
  rolesIn(namespace: string): readonly ObjectId[];
}

/** A role with all that is said of its name: what several manifests say adds up. */
interface Role {
  readonly id: ObjectId;
  readonly said: Manifest[];
}

/**
 * Reads the roles among some manifests. A ClusterRole whose `aggregationRule` finds others has their rules and none of its own:
 * the controller applies what it finds over them, and leaves them alone where it finds nothing.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function roleTable(manifests: readonly Manifest[]): RoleTable {
  const roles = new Map<string, Role>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'ClusterRole' && manifest.kind !== 'Role') continue;
    const id = { ...idOf(manifest), ...(manifest.kind === 'ClusterRole' && { namespace: undefined }) };
    const role = roles.get(keyOf(id));
    if (role) role.said.push(manifest);
    else roles.set(keyOf(id), { id, said: [manifest] });
  }
  const sorted = [...roles.values()].sort((a, b) => (a.id.name < b.id.name ? -1 : 1));
  const clusterRoles = sorted.filter(({ id }) => id.kind === 'ClusterRole');
  const everywhere = clusterRoles.map(({ id }) => id);
  const inNamespaces = new Map<string | undefined, ObjectId[]>();
  for (const { id } of sorted) {
    if (id.kind !== 'Role') continue;
    const others = inNamespaces.get(id.namespace);
    if (others) others.push(id);
    else inNamespaces.set(id.namespace, [id]);
  }
  const resolved = new Map<Role, readonly RoleRule[]>();

  function gather(role: Role, seen: Set<Role>): readonly RoleRule[] {
    if (seen.has(role)) return [];
    seen.add(role);
    const selectors = selectorsOf(role);
    const others = clusterRoles.filter(
      (other) => other !== role && selectors.some((selector) => matchesLabels(selector, labelsOf(other))),
    );
    return others.length > 0 ? others.flatMap((other) => gather(other, seen)) : role.said.flatMap(ownRules);
  }

  return {
    rulesOf(id) {
      const role = roles.get(keyOf(id));
      if (!role) return undefined;
      const rules = resolved.get(role) ?? gather(role, new Set());
      resolved.set(role, rules);
      return rules;
    },
    roles: (namespace) => [...everywhere, ...(inNamespaces.get(namespace) ?? [])],
    rolesIn: (namespace) => inNamespaces.get(namespace) ?? [],
  };
}

/** The rules that a role itself lists. What is malformed allows nothing. */
function ownRules({ metadata, rules }: Manifest): readonly RoleRule[] {
  return recordsIn(rules).map((rule) => ({
    source: metadata.name,
    rule: {
      verbs: stringsIn(rule.verbs),
      apiGroups: stringsIn(rule.apiGroups),
      resources: stringsIn(rule.resources),
      resourceNames: stringsIn(rule.resourceNames),
      nonResourceURLs: stringsIn(rule.nonResourceURLs),
    },
  }));
}

/** What a ClusterRole finds others by. */
function selectorsOf({ id, said }: Role): readonly unknown[] {
  if (id.kind === 'Role') return [];
  const rules = recordsIn(said.map(({ aggregationRule }) => aggregationRule));
  return rules.flatMap(({ clusterRoleSelectors }) => recordsIn(clusterRoleSelectors));
}

function labelsOf({ said }: Role): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...said.map(({ metadata }) => metadata.labels));
}
