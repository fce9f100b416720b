import type { HostnameSummary } from '../../stage/cluster-record';
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
      const tenants = [...new Set(grants.map(({ at }) => at.tenant ?? at.object.name))].sort();
      for (const { cluster, at } of grants)
        if (tenants.length > 1)
          yield {
            cluster,
            at,
            message: `is granted ${hostname}, which ${names.join(', ')} grant to several tenants: ${tenants.join(', ')}`,
            fix: 'Grant it to one tenant. What the users of one hostname reach must not depend on the cluster.',
          };
        else if (!at.global)
          yield {
            cluster,
            at,
            message: `is granted ${hostname} on several clusters, and does not say so: ${names.join(', ')}`,
          };
    }
  },
};

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
