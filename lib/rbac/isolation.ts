import type { Access, Right } from './access';
import { allowsSome } from './policy-rule';
import { type Reached, reach } from './reach';
import { formatIdentity, identityOf } from './subject';
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
  return tenants.flatMap(({ tenant, namespaces }) => {
    const other = access.namespaces.find((one) => !namespaces.includes(one));
    return namespaces.flatMap((namespace) =>
      access.serviceAccounts(namespace).map((name) => {
        const identity = identityOf(`${namespace}/${name}`);
        const breaches = firstOfEach(reach(access, identity), (reached) => breachesOf(reached, namespaces, other));
        return { tenant, serviceAccount: formatIdentity(identity), breaches };
      }),
    );
  });
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
