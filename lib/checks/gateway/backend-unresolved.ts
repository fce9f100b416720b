import { keyOf } from '../../manifest/object-id';
import { type BackendRef, backendRefsOf } from '../../routing/backend-refs';
import { filledNamespaces } from '../../routing/filled-namespaces';
import { gatewayGroup } from '../../routing/gateway-objects';
import { grantedReferences } from '../../routing/reference-grant';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterFacts } from '../facts/cluster-facts';
import { fluxKinds } from '../flux/kinds';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** A backend that requests cannot be sent to. */
export const backendUnresolved: ClusterRule = {
  id: 'gateway/backend-unresolved',
  severity: 'error',
  title: 'Backend that cannot be reached',
  why: 'The route is accepted, and the requests for this backend are answered with status 500.',
  fix: "Correct the backend. One in another namespace needs a ReferenceGrant there, from the route's kind and namespace to the Service by name.",
  see: ['https://gateway-api.sigs.k8s.io/reference/api-types/referencegrant/'],
  *check(facts) {
    const { index, routing } = facts;
    const faultOfService = serviceFault(facts);
    const mayRefer = grantedReferences(index.ofKind(gatewayGroup, 'ReferenceGrant').map(({ manifest }) => manifest));
    for (const { kind, namespace, manifest } of routing().routes)
      for (const ref of backendRefsOf({ ...manifest, kind })) {
        const isPermitted = mayRefer({ group: gatewayGroup, kind, namespace }, ref);
        const why = isPermitted ? faultOfService(ref) : 'which no ReferenceGrant permits';
        const object = why && objectOf(index, manifest);
        if (object)
          yield {
            object,
            message: `sends requests to ${ref.kind} ${ref.namespace}/${ref.name} in ${ref.path}, ${why}`,
          };
      }
  },
};

/** Why a Service does not take what is sent to it; undefined where it does, or the backend is none. */
function serviceFault(facts: ClusterFacts): (ref: BackendRef) => string | undefined {
  const isAbsent = absentService(facts);
  return ({ group, kind, namespace, name, port }) => {
    if (group !== '' || kind !== 'Service') return undefined;
    if (isAbsent(namespace, name)) return 'which does not exist';
    const service = facts.index.get({ group, kind, namespace, name });
    const ports = listIn(mapIn(service?.manifest.spec).ports).map((each) => mapIn(each).port);
    if (port === undefined || ports.length === 0 || ports.includes(port)) return undefined;
    return `which has no port ${port}: it has ${ports.join(', ')}`;
  };
}

/** Whether there is no such Service, in a namespace whose Services are among the manifests. */
function absentService(facts: ClusterFacts): (namespace: string, name: string) => boolean {
  const { index, externals, wholeNamespaces = namespacesOfServices(facts) } = facts;
  return (namespace, name) => {
    const id = { group: '', kind: 'Service', namespace, name };
    return wholeNamespaces.has(namespace) && !index.has(id) && !externals.has(keyOf(id));
  };
}

/** Those that have Services, and that no chart or other repo fills: what Flux applies for a tenant may lie in any of its namespaces. */
function namespacesOfServices({ index, tenancy }: ClusterFacts): ReadonlySet<string> {
  const filled = filledNamespaces(fluxKinds(index, 'HelmRelease', 'Kustomization').map(({ manifest }) => manifest));
  const mayBeFilled = new Set(
    [...filled].flatMap((namespace) => tenancy.ofNamespace(namespace)?.namespaces ?? namespace),
  );
  const served = index.ofKind('', 'Service').map(({ manifest }) => manifest.metadata.namespace ?? '');
  return new Set(served.filter((namespace) => !mayBeFilled.has(namespace)));
}
