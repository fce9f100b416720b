import type { IndexedObject } from '../../manifest/manifest-index';
import { keyOf } from '../../manifest/object-id';
import type { Grant } from '../../rbac/access';
import type { Breach } from '../../rbac/isolation';
import type { ClusterFacts } from '../facts/cluster-facts';
import { shared } from '../facts/shared';
import { isHarmless } from './cluster-binding';
import { isToAdministrator, tenantBindings } from './tenant-bindings';

/** What lets accounts of a tenant out, where no rule says so of a binding alone. */
export interface WayOut {
  /** The binding that it begins with; or the role, where Kubernetes makes the binding. */
  readonly object: IndexedObject;
  readonly grant: Grant;
  readonly breach: Breach;
  readonly tenant: string;
  /** Who gets out by it, be it another way. */
  readonly accounts: readonly string[];
}

/** The ways out for tenants' accounts, by the binding that each begins with. */
export const waysOut = shared((facts: ClusterFacts): readonly WayOut[] => {
  const told = toldBindings(facts);
  const found = new Map<string, WayOut & { readonly accounts: string[] }>();
  for (const { tenant, serviceAccount, breaches } of facts.isolation())
    for (const breach of breaches) {
      const grant = breach.path[0]?.by.find((right) => right.grant)?.grant ?? breach.right.grant;
      // Of what Kubernetes binds, it is the role that somebody has widened.
      const object = grant && (facts.index.get(grant.binding) ?? facts.index.get(grant.source));
      // A tenant that was given a namespace of Kubernetes has been told so.
      const { namespace = '' } = grant?.binding ?? {};
      if (!object || (isReserved(namespace, facts) && facts.tenancy.ofNamespace(namespace))) continue;
      if ([grant, ...grantsOf(breach)].some(({ binding }) => told.has(keyOf(binding)))) continue;
      const key = `${tenant} ${keyOf(grant.binding)}`;
      const known = found.get(key);
      if (!known) found.set(key, { object, grant, breach, tenant, accounts: [serviceAccount] });
      else if (!known.accounts.includes(serviceAccount)) known.accounts.push(serviceAccount);
    }
  return [...found.values()];
});

/** What somebody is let out by: bindings, and roles that Kubernetes binds. */
export function bindingsOut(facts: ClusterFacts): ReadonlySet<IndexedObject> {
  return new Set(waysOut(facts).map(({ object }) => object));
}

/** Whether a namespace is there before any tenant. */
function isReserved(namespace: string, { flux }: ClusterFacts): boolean {
  return namespace === 'default' || namespace === flux.namespace || namespace.startsWith('kube-');
}

/** Every grant that a breach needs. */
function grantsOf({ right, path }: Breach): readonly Grant[] {
  return [...path.flatMap(({ by }) => by), right].flatMap(({ grant }) => grant ?? []);
}

/** Bindings that a rule of their own finds fault with: whatever they lead to has been said. */
function toldBindings(facts: ClusterFacts): ReadonlySet<string> {
  const inNamespaces = tenantBindings(facts, 'RoleBinding').filter(({ binding }) => isToAdministrator(binding));
  const everywhere = tenantBindings(facts, 'ClusterRoleBinding').filter((one) => !isHarmless(facts.access(), one));
  return new Set([...inNamespaces, ...everywhere].map(({ binding }) => keyOf(binding.id)));
}
