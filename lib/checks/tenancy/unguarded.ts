import type { IndexedObject } from '../../manifest/manifest-index';
import { mayNamed } from '../../rbac/rights';
import { formatIdentity, identityOf } from '../../rbac/subject';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { Tenant } from '../facts/tenancy';
import { policyCovers } from '../kubernetes/policy-covers';
import type { ClusterRule } from '../rule';

/** What holds a tenant in its place, and lies in the tenant's own namespace. */
const guards = [
  ['networking.k8s.io', 'NetworkPolicy', 'networkpolicies'],
  ['', 'ResourceQuota', 'resourcequotas'],
  ['', 'LimitRange', 'limitranges'],
] as const;

const verbs = ['delete', 'update', 'patch'];

/** A limit that the platform sets a tenant, and that the tenant may take away. */
export const unguarded: ClusterRule = {
  id: 'tenancy/unguarded',
  severity: 'warning',
  title: 'Limit that its tenant can lift',
  why: 'The tenant deletes or overwrites it, and is held by nothing until Flux puts it back.',
  fix: "Take the right away, or protect the platform's objects by an admission policy, as the hub's policies do.",
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  *check(facts) {
    const { index, tenancy, applierOf } = facts;
    if (tenancy.tenants.length === 0) return;
    const covers = policyCovers(index);
    for (const [group, kind, resource] of guards) {
      const seen = new Set<string>();
      for (const object of index.ofKind(group, kind)) {
        const { namespace = '', name } = object.manifest.metadata;
        const tenant = tenancy.ofNamespace(namespace);
        if (!tenant || seen.has(namespace) || isOwn(facts, applierOf(object))) continue;
        seen.add(namespace);
        if (covers.some((cover) => cover({ group, kind, resource, object }))) continue;
        const by = writer(facts, tenant, { group, resource, namespace, name });
        if (by !== undefined)
          yield {
            object,
            message: `may be changed by ${by}, a ServiceAccount of tenant ${tenant.name}, and no policy keeps it`,
          };
      }
    }
  },
};

function isOwn({ tenancy }: ClusterFacts, applier: IndexedObject | undefined): boolean {
  return applier !== undefined && tenancy.of(applier) !== undefined;
}

interface Target {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** The first ServiceAccount of a tenant that may change an object. That one may do anything is told by other rules. */
function writer(facts: ClusterFacts, tenant: Tenant, { group, resource, namespace, name }: Target): string | undefined {
  const access = facts.access();
  for (const home of tenant.namespaces)
    for (const account of access.serviceAccounts(home)) {
      const identity = identityOf(`${home}/${account}`);
      const rights = access.rights(identity).filter(({ rule }) => !rule.resources.includes('*'));
      if (verbs.some((verb) => mayNamed(rights, verb, group, resource, namespace, name)))
        return formatIdentity(identity);
    }
  return undefined;
}
