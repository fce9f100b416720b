import { formatHostname } from '../../routing/hostname';
import type { ParentVerdict, RouteVerdict } from '../../routing/routing';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** A route, or a set of listeners, that is there and is not let in. */
export const routeRefused: ClusterRule = {
  id: 'gateway/route-refused',
  severity: 'error',
  title: 'Route that no listener admits',
  why: 'No traffic reaches it, and nothing says so but its status.',
  fix: 'Grant its tenant the hostname, gateway.grantHostnames(tenant, …), and name the listener of that grant; or correct the hostnames.',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason'],
  *check({ index, routing }) {
    const { routes, listenerSets } = routing();
    for (const verdict of [...routes, ...listenerSets])
      for (const parent of verdict.parents) {
        const object = parent.accepted || !parent.parent ? undefined : objectOf(index, verdict.manifest);
        const why = object && refusal(verdict, parent);
        if (why) yield { object, message: `is not admitted by ${nameOf(parent.parent ?? verdict.manifest)}: ${why}` };
      }
  },
};

function refusal(
  { kind, namespace, manifest }: RouteVerdict,
  { reason, parentRef }: ParentVerdict,
): string | undefined {
  const { sectionName } = mapIn(parentRef);
  const which = sectionName === undefined ? 'none of its listeners' : `its listener ${sectionName} does not`;
  const verb = sectionName === undefined ? 'takes' : 'take';
  switch (reason) {
    case 'NotAllowedByListeners':
      return `${which} ${verb} a ${kind} of namespace ${namespace}`;
    case 'NoMatchingListenerHostname': {
      const hostnames = listIn(mapIn(manifest.spec).hostnames).map((hostname) => formatHostname(String(hostname)));
      return `${which} ${sectionName === undefined ? 'has' : 'have'} a host of ${hostnames.join(', ')}`;
    }
    case 'HostnameConflict':
      return 'a route of another kind has the same host there';
    case 'NotAllowed':
      return `spec.allowedListeners does not take namespace ${namespace}`;
    default:
      return undefined;
  }
}
