import { keyOf } from '../../manifest/object-id';
import { backendRefsOf } from '../../routing/backend-refs';
import { filledNamespaces } from '../../routing/filled-namespaces';
import { gatewayGroup } from '../../routing/gateway-objects';
import { grantedReferences } from '../../routing/reference-grant';
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
    const isAbsent = absentService(facts);
    const mayRefer = grantedReferences(index.ofKind(gatewayGroup, 'ReferenceGrant').map(({ manifest }) => manifest));
    for (const { kind, namespace, manifest } of routing().routes)
      for (const ref of backendRefsOf({ ...manifest, kind })) {
        const isPermitted = mayRefer({ group: gatewayGroup, kind, namespace }, ref);
        if (isPermitted && !(ref.group === '' && ref.kind === 'Service' && isAbsent(ref.namespace, ref.name))) continue;
        const object = objectOf(index, manifest);
        const why = isPermitted ? 'which does not exist' : 'which no ReferenceGrant permits';
        if (object)
          yield {
            object,
            message: `sends requests to ${ref.kind} ${ref.namespace}/${ref.name} in ${ref.path}, ${why}`,
          };
      }
  },
};

/** Whether there is no such Service, in a namespace whose Services are among the manifests: none that a chart or another repo fills. */
function absentService({ index, externals }: ClusterFacts): (namespace: string, name: string) => boolean {
  const known = new Set(index.ofKind('', 'Service').map(({ manifest }) => manifest.metadata.namespace));
  const filled = filledNamespaces(fluxKinds(index, 'HelmRelease', 'Kustomization').map(({ manifest }) => manifest));
  return (namespace, name) => {
    const id = { group: '', kind: 'Service', namespace, name };
    return known.has(namespace) && !filled.has(namespace) && !index.has(id) && !externals.has(keyOf(id));
  };
}
