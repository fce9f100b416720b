import type { HostnameSummary } from '../../stage/cluster-record';
import { describedOwner } from '../../stage/owner-key';
import type { FleetRule } from '../rule';
import type { FleetFacts } from './fleet-facts';

/** A hostname as one cluster grants it. */
interface Grant {
  readonly cluster: string;
  readonly at: HostnameSummary;
}

/**
 * A hostname that several clusters would serve. An exact name below another cluster's wildcard is no such: DNS knows which
 * of the two is meant.
 */
export const hostnameOnSeveralClusters: FleetRule = {
  id: 'gateway/hostname-on-several-clusters',
  severity: 'error',
  title: 'Hostname granted on several clusters',
  why: 'DNS leads to one of them. On the others nothing arrives and certificates are not renewed by HTTP-01; where each cluster writes its own DNS records, they take the name from each other.',
  fix: 'Grant it on one cluster; where several are meant to answer for it, say so on each: gateway.grantGlobalHostnames.',
  see: ['https://letsencrypt.org/docs/challenge-types/#http-01-challenge'],
  *check({ clusters }) {
    for (const [hostname, grants] of byHostname(clusters)) {
      const names = [...new Set(grants.map(({ cluster }) => cluster))].sort();
      if (names.length < 2) continue;
      const holders = [...new Set(grants.map(({ at }) => holderOf(at)))].sort();
      for (const { cluster, at } of grants)
        if (holders.length > 1)
          yield {
            cluster,
            at,
            subject: holderOf(at),
            message: `is granted ${hostname}, which ${names.join(', ')} grant to several: ${holders.join(', ')}`,
            fix: 'Grant it to one of them. What the users of one hostname reach must not depend on the cluster.',
          };
        else if (!at.global)
          yield {
            cluster,
            at,
            subject: holderOf(at),
            message: `is granted ${hostname} on several clusters, and does not say so: ${names.join(', ')}`,
          };
    }
  },
};

/** Who is granted it: `tenant billing`; the namespace where nobody is known to own it. */
function holderOf({ owner, object }: HostnameSummary): string {
  return owner === undefined ? `namespace ${object.name}` : describedOwner(owner);
}

function byHostname(clusters: FleetFacts['clusters']): ReadonlyMap<string, readonly Grant[]> {
  const found = new Map<string, Grant[]>();
  for (const { name: cluster, hostnames } of clusters)
    for (const at of hostnames) {
      const others = found.get(at.hostname);
      if (others) others.push({ cluster, at });
      else found.set(at.hostname, [{ cluster, at }]);
    }
  return found;
}
