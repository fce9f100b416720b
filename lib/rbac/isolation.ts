import type { Access, Right } from './access';
import { allowsSome } from './policy-rule';
import { type Reached, reach } from './reach';
import { type Identity, identityOf } from './subject';
import type { Step } from './ways';

/** A tenant, and the namespaces that are its own. */
export interface TenantNamespaces {
  readonly tenant: string;
  readonly namespaces: readonly string[];
}

/** What no ServiceAccount of a tenant may bring about. */
export type Boundary = 'cluster' | 'namespace' | 'secrets';

/** How a ServiceAccount crosses a boundary. */
export interface Breach {
  readonly boundary: Boundary;
  /** What it can do, in words: `get secrets in payments`. */
  readonly what: string;
  readonly right: Right;
  /** How that right is reached; empty where it is the ServiceAccount's own. */
  readonly path: readonly Step[];
}

/** A ServiceAccount of a tenant, and what it can do that it must not: at most one way across each boundary. */
export interface IsolationRow {
  readonly tenant: string;
  /** `namespace/name` */
  readonly serviceAccount: string;
  readonly breaches: readonly Breach[];
}

/** The boundaries, as heads of columns. */
export const boundaries: Readonly<Record<Boundary, string>> = {
  cluster: 'write in the whole cluster',
  namespace: 'change a Namespace',
  secrets: "read others' Secrets",
};

const writeVerbs = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const readVerbs = ['get', 'list', 'watch'];

/** Answers that the API server gives and does not keep, though they are asked for by `create`. */
const reviewGroups = ['authentication.k8s.io', 'authorization.k8s.io'];

/**
 * Whether tenants stay where they belong: of each of their ServiceAccounts, whether it can write anything that holds for the whole
 * cluster, change a Namespace, be it the one that it lives in, or read a Secret of a namespace that is not its tenant's. What it can
 * reach counts.
 */
export function isolation(access: Access, tenants: readonly TenantNamespaces[]): readonly IsolationRow[] {
  const held = new Set<string>();
  return tenants.flatMap((tenant) => {
    const accounts = accountsOf(access, tenant);
    const shape = shapeOf(access, tenant, accounts);
    if (held.has(shape)) return accounts.map((account) => rowOf(tenant, account, []));
    const { rows, isHeld } = judge(access, tenant, accounts);
    if (isHeld) held.add(shape);
    return rows;
  });
}

/** A ServiceAccount of a tenant. */
interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly identity: Identity;
}

/** The rows of a tenant, and whether its accounts are held: none of them breaks out, or can make itself anybody but another of them. */
function judge(access: Access, tenant: TenantNamespaces, accounts: readonly Account[]) {
  const { namespaces } = tenant;
  const other = access.namespaces.find((one) => !namespaces.includes(one));
  const own = new Set(accounts.map(({ identity }) => identity.user));
  let isHeld = true;
  const rows = accounts.map((account) => {
    const breaches = firstOfEach(reach(access, account.identity), (reached) => {
      isHeld &&= own.has(reached.identity.user);
      return breachesOf(reached, namespaces, other);
    });
    isHeld &&= breaches.length === 0;
    return rowOf(tenant, account, breaches);
  });
  return { rows, isHeld };
}

function rowOf({ tenant }: TenantNamespaces, { namespace, name }: Account, breaches: readonly Breach[]): IsolationRow {
  return { tenant, serviceAccount: `${namespace}/${name}`, breaches };
}

function accountsOf(access: Access, { namespaces }: TenantNamespaces): readonly Account[] {
  return namespaces.flatMap((namespace) =>
    access
      .serviceAccounts(namespace)
      .map((name) => ({ namespace, name, identity: identityOf(`${namespace}/${name}`) })),
  );
}

/**
 * The roles of a tenant's namespaces, and the bindings of all accounts there and of each, with places instead of the names of the
 * namespaces. Of two tenants with one shape, accounts that are held in one are held in the other.
 */
function shapeOf(access: Access, { namespaces }: TenantNamespaces, accounts: readonly Account[]): string {
  const place = (namespace: string | undefined) => {
    const own = namespace === undefined ? -1 : namespaces.indexOf(namespace);
    return own < 0 ? namespace : own;
  };
  const bindingsOf = (user: string, groups: readonly string[]) =>
    access.bindings({ user, groups }).map(({ id, role }) => [place(id.namespace) ?? null, role.kind, role.name]);
  const roles = namespaces.map((namespace) =>
    access.rolesIn(namespace).map((role) => [role.name, access.rulesOf(role)]),
  );
  const ofAll = namespaces.map((namespace) => bindingsOf('', identityOf(`${namespace}/default`).groups));
  const ofEach = accounts.map(({ namespace, name, identity }) => [
    place(namespace),
    name,
    bindingsOf(identity.user, []),
  ]);
  return JSON.stringify([roles, ofAll, ofEach]);
}

/** The first breach of each boundary, in the order of the boundaries. */
function firstOfEach(all: Iterable<Reached>, breachesOf: (reached: Reached) => Iterable<Breach>): readonly Breach[] {
  const order = Object.keys(boundaries) as Boundary[];
  const found = new Map<Boundary, Breach>();
  for (const reached of all) {
    for (const breach of breachesOf(reached)) if (!found.has(breach.boundary)) found.set(breach.boundary, breach);
    if (found.size === order.length) break;
  }
  return order.flatMap((boundary) => found.get(boundary) ?? []);
}

/** @param other some namespace that is not the tenant's */
function* breachesOf({ rights, path }: Reached, own: readonly string[], other: string | undefined): Iterable<Breach> {
  for (const right of rights) {
    const { rule, namespace } = right;
    const writes = writeVerbs.find((verb) => rule.verbs.includes(verb) || rule.verbs.includes('*'));
    const kept = rule.apiGroups.some((group) => !reviewGroups.includes(group));
    if (namespace === undefined && writes && kept)
      yield { boundary: 'cluster', what: `${writes} ${rule.resources.join(', ')} in the whole cluster`, right, path };
    const changes = ['update', 'patch', 'delete'].find((verb) =>
      allowsSome(rule, { verb, group: '', resource: 'namespaces' }),
    );
    if (changes) yield { boundary: 'namespace', what: `${changes} namespaces/${namespace ?? own[0]}`, right, path };
    const foreign = namespace === undefined ? other : namespace;
    if (foreign === undefined || own.includes(foreign)) continue;
    const reads = readVerbs.find((verb) => allowsSome(rule, { verb, group: '', resource: 'secrets' }));
    if (reads) yield { boundary: 'secrets', what: `${reads} secrets in ${foreign}`, right, path };
  }
}
