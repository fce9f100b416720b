import { formatHostname } from '../../routing/hostname';
import { type Tie, tiesOf } from '../../routing/ties';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** Routes that want the same requests. */
export const creationDecides: ClusterRule = {
  id: 'gateway/creation-decides',
  severity: 'warning',
  title: 'Routes that only their age tells apart',
  why: 'The older one gets all requests, the other none; on a new cluster, or once one is made anew, it may be the other way round.',
  fix: 'Give one of them another hostname, path or header, or make them one route with weights.',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule'],
  *check(facts) {
    const { index, routing } = facts;
    const told = new Set<string>();
    for (const tie of tiesOf(routing())) {
      const [first, then] = tie.routes;
      const object = then && objectOf(index, then);
      if (!first || !object || isOfTenants(facts, tie)) continue;
      const wants = `${tie.match || 'every request'} of ${formatHostname(tie.hostname)}`;
      const key = `${nameOf(first)} ${nameOf(then)}`;
      if (told.has(key)) continue;
      told.add(key);
      yield {
        object,
        message: `wants ${wants} on Gateway ${tie.listener.gateway}, as ${nameOf(first)} does`,
        also: objectOf(index, first)?.origin(),
      };
    }
  },
};

/** Two tenants on one host are told so by a rule of their own. */
function isOfTenants({ index, tenancy }: ClusterFacts, { routes }: Tie): boolean {
  const tenants = routes.map((route) => {
    const object = objectOf(index, route);
    return object && tenancy.of(object);
  });
  return tenants.every((tenant) => tenant !== undefined) && new Set(tenants).size > 1;
}
