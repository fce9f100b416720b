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

/** Whether there is no such Service, in a namespace whose Services are among the manifests: none that a chart or another repo fills. */
function absentService({ index, externals }: ClusterFacts): (namespace: string, name: string) => boolean {
  const known = new Set(index.ofKind('', 'Service').map(({ manifest }) => manifest.metadata.namespace));
  const filled = filledNamespaces(fluxKinds(index, 'HelmRelease', 'Kustomization').map(({ manifest }) => manifest));
  return (namespace, name) => {
    const id = { group: '', kind: 'Service', namespace, name };
    return known.has(namespace) && !filled.has(namespace) && !index.has(id) && !externals.has(keyOf(id));
  };
}
