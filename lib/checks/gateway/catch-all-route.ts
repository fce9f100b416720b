import { allowsNamespace, namespaceLabels } from '../../routing/allowed-namespaces';
import { formatHostname } from '../../routing/hostname';
import type { Listener } from '../../routing/listener';
import { namespaceOf } from '../../routing/namespaced-name';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { Tenant } from '../facts/tenancy';
import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** A tenant's route for every host of a listener that other tenants use too. */
export const catchAllRoute: ClusterRule = {
  id: 'gateway/catch-all-route',
  severity: 'error',
  title: 'Route without hostnames on a shared listener',
  why: 'It answers for every host of the listener that no other route has, and for paths that others leave open: requests for one tenant reach another.',
  fix: 'Set spec.hostnames to what the tenant was granted.',
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check(facts) {
    const { index, tenancy, routing } = facts;
    if (tenancy.tenants.length < 2) return;
    const admits = strangers(facts);
    for (const { kind, manifest, parents } of routing().routes) {
      if (kind === 'TCPRoute' || kind === 'UDPRoute' || listIn(mapIn(manifest.spec).hostnames).length > 0) continue;
      const object = objectOf(index, manifest);
      const tenant = object && tenancy.of(object);
      if (!tenant) continue;
      for (const { attached } of parents) {
        const found = attached.find(({ listener }) => admits(listener, tenant));
        if (!found) continue;
        const { name, owner, hostname } = found.listener;
        const all = hostname === undefined ? 'every host' : `all of ${formatHostname(hostname)}`;
        yield {
          object,
          message: `has no hostnames, and so ${all} on listener ${name} of ${nameOf(owner)}, which tenant ${admits(found.listener, tenant)?.name} may use as well`,
        };
        break;
      }
    }
  },
};

/** Finds another tenant that a listener admits; looked up once for each listener. */
function strangers({ index, tenancy }: ClusterFacts) {
  const labelsOf = namespaceLabels(index.objects.map(({ manifest }) => manifest));
  const admitted = new Map<Listener, readonly Tenant[]>();
  return (listener: Listener, own: Tenant): Tenant | undefined => {
    const { namespaces } = mapIn(listener.entry.allowedRoutes);
    const found =
      admitted.get(listener) ??
      tenancy.tenants.filter((tenant) =>
        tenant.namespaces.some((namespace) =>
          allowsNamespace(namespaces, namespaceOf(listener.owner), 'Same', namespace, labelsOf),
        ),
      );
    admitted.set(listener, found);
    return found.find((tenant) => tenant !== own);
  };
}
