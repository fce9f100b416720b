import type { ManifestIndex } from '../../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { covers } from '../../routing/hostname';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** A route of a tenant for a host that it does not hold. */
export const hostnameNotGranted: ClusterRule = {
  id: 'gateway/hostname-not-granted',
  severity: 'error',
  title: 'Hostname that was not granted',
  why: 'The cluster refuses the route, and with it everything else of its folder.',
  fix: 'Grant it: gateway.grantHostnames(tenant, hostname); or correct the hostname.',
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check({ index, tenancy, routing }) {
    const saysOf = namespaces(index);
    for (const { namespace, manifest } of routing().routes) {
      const says = saysOf(namespace);
      const object = says && objectOf(index, manifest);
      if (!object || !tenancy.of(object)) continue;
      const granted = listedIn(says[namespaceAnnotations.hostnames]);
      const given = listedIn(says[namespaceAnnotations.delegatedHostnames]);
      for (const hostname of listIn(mapIn(manifest.spec).hostnames))
        if (typeof hostname !== 'string') continue;
        else if (given.some((other) => covers(other, hostname)))
          yield { object, message: `has the hostname ${hostname}, which its tenant gave to another` };
        else if (!granted.some((own) => covers(own, hostname)))
          yield {
            object,
            message: `has the hostname ${hostname}, and its tenant was granted ${granted.join(', ') || 'none'}`,
          };
    }
  },
};

/** What Namespaces say of hostnames: undefined for those that no hub has made, which say nothing. */
function namespaces(index: ManifestIndex) {
  const found = new Map(index.ofKind('', 'Namespace').map(({ manifest }) => [manifest.metadata.name, manifest]));
  const known = Object.values(namespaceAnnotations);
  return (namespace: string): Readonly<Record<string, unknown>> | undefined => {
    const { annotations = {} } = found.get(namespace)?.metadata ?? {};
    return known.some((key) => key in annotations) ? annotations : undefined;
  };
}
