import { groupBy } from '../../manifest/group-by';
import type { IndexedObject } from '../../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { covers, formatHostname, type Hostname, wildcardsAbove } from '../../routing/hostname';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { Tenant } from '../facts/tenancy';
import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** A host for which the routes of two tenants answer. */
export const hostnameTaken: ClusterRule = {
  id: 'gateway/hostname-taken',
  severity: 'error',
  title: 'Hostname of two tenants',
  why: 'Whose route is older gets the requests, so that one tenant can take the traffic, the cookies and the logins of another.',
  fix: 'Give one of them another hostname, or delegate the narrower one: gateway.delegate(hostname, { to: tenant }).',
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check(facts) {
    if (facts.tenancy.tenants.length < 2) return;
    const delegated = delegations(facts);
    const told = new Set<string>(); // of two that meet on several ports, the first
    for (const claims of byPort(facts))
      for (const { claim, by } of meetings(claims, delegated)) {
        const [first, then] = claim.order < by.order ? [claim, by] : [by, claim];
        const pair = [first.order, first.hostname, then.order, then.hostname].join(' ');
        if (told.has(pair)) continue;
        told.add(pair);
        yield {
          object: then.object,
          message: `of tenant ${then.tenant.name} has ${said(then)} on ${then.place}, and ${nameOf(first.object.manifest)} of tenant ${first.tenant.name} has ${said(first)}`,
          also: first.object.origin(),
        };
      }
  },
};

/** What a tenant's route has on a port of a gateway. */
interface Claim {
  readonly object: IndexedObject;
  readonly tenant: Tenant;
  /** Undefined for every host, and for protocols that know none. */
  readonly hostname: Hostname;
  readonly place: string;
  /** Which was there first, in the order of the manifests. */
  readonly order: number;
}

/** The claims of tenants, for each port of each gateway. */
function byPort({ index, tenancy, routing }: ClusterFacts): Iterable<readonly Claim[]> {
  const ports = new Map<string, Claim[]>();
  for (const [order, { manifest, parents }] of routing().routes.entries()) {
    const object = parents.some(({ attached }) => attached.length > 0) ? objectOf(index, manifest) : undefined;
    const tenant = object && tenancy.of(object);
    if (!tenant) continue;
    for (const { attached } of parents)
      for (const { listener, hostnames } of attached) {
        const place = `Gateway ${listener.gateway}, port ${listener.port}`;
        const claims = ports.get(place) ?? [];
        ports.set(place, claims);
        for (const hostname of hostnames.length === 0 ? [undefined] : hostnames)
          claims.push({ object, tenant, hostname, place, order });
      }
  }
  return ports.values();
}

/** Every claim that another tenant's claim covers, with the first such. */
function* meetings(claims: readonly Claim[], isDelegated: IsDelegated) {
  const byHostname = groupBy(claims, ({ hostname }) => hostname);
  for (const claim of claims)
    for (const hostname of covering(claim.hostname)) {
      const by = byHostname
        .get(hostname)
        ?.find((other) => other.tenant !== claim.tenant && !(hostname === claim.hostname && other.order > claim.order));
      if (by && !isDelegated(by, claim)) yield { claim, by };
    }
}

/** The hostnames that admit every host of one: itself, the wildcards above it, and none. */
function covering(hostname: Hostname): readonly Hostname[] {
  return hostname === undefined ? [undefined] : [hostname, ...wildcardsAbove(hostname), undefined];
}

type IsDelegated = (wide: Claim, narrow: Claim) => boolean;

/** Whether the one with the wildcard gave the narrower hostname on. */
function delegations({ index }: ClusterFacts): IsDelegated {
  const given = new Map(
    index
      .ofKind('', 'Namespace')
      .map(({ manifest: { metadata } }) => [
        metadata.name,
        listedIn(metadata.annotations?.[namespaceAnnotations.delegatedHostnames]),
      ]),
  );
  return (wide, narrow) =>
    wide.hostname !== narrow.hostname &&
    wide.tenant.namespaces.some((namespace) => given.get(namespace)?.some((one) => covers(one, narrow.hostname)));
}

function said({ hostname }: Claim): string {
  return hostname === undefined ? 'every host' : formatHostname(hostname);
}
