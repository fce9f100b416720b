import { mayNamed } from '../../rbac/rights';
import { formatIdentity, identityOf } from '../../rbac/subject';
import { gatewayGroup } from '../../routing/gateway-objects';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { ClusterRule } from '../rule';
import { isToAdministrator } from './tenant-bindings';
import { bindingsOut } from './ways-out';

/** A tenant that may open a gateway beside the platform's. */
export const ownGateway: ClusterRule = {
  id: 'isolation/own-gateway',
  severity: 'warning',
  title: 'Tenant that may create Gateways',
  why: 'Each Gateway has listeners, hostnames and mostly an address of its own: nothing holds the tenant to the hostnames that it was granted.',
  fix: 'Let the role list the kinds of routes only, and leave Gateways to the platform.',
  see: ['https://gateway-api.sigs.k8s.io/concepts/security-model/'],
  *check(facts) {
    const { index, tenancy } = facts;
    if (tenancy.tenants.length === 0) return;
    if (index.ofKind(gatewayGroup, 'GatewayClass').length + index.ofKind(gatewayGroup, 'Gateway').length === 0) return;
    const told = bindingsOut(facts);
    for (const { object, account } of openers(facts))
      if (!told.has(object)) yield { object, message: `lets ${account} create Gateways` };
  },
};

/** The bindings in tenants' namespaces by which Gateways may be created, each with the first account that may. */
function openers({ index, tenancy, ...facts }: ClusterFacts) {
  const access = facts.access();
  const found = new Map<
    string,
    { readonly object: NonNullable<ReturnType<typeof index.get>>; readonly account: string }
  >();
  for (const { namespaces } of tenancy.tenants)
    for (const namespace of namespaces)
      for (const name of access.serviceAccounts(namespace)) {
        const identity = identityOf(`${namespace}/${name}`);
        const { grant } = mayNamed(access.rights(identity), 'create', gatewayGroup, 'gateways', namespace, '') ?? {};
        const object = grant?.binding.namespace !== undefined && !isToAdministrator(grant) && index.get(grant.binding);
        if (object) found.set(`${namespace}/${grant.binding.name}`, { object, account: formatIdentity(identity) });
      }
  return found.values();
}
