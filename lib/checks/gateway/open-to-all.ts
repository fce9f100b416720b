import { openToAllAnnotation } from '../../manifest/gateway-annotations';
import { selectsAll } from '../../manifest/label-selector';
import { gatewayGroup } from '../../routing/gateway-objects';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';

/** A listener for the routes of every namespace. */
export const openToAll: ClusterRule = {
  id: 'gateway/open-to-all',
  severity: 'warning',
  title: 'Listener open to every namespace',
  why: 'Whoever may write a route in any namespace takes requests for every host that the listener admits, also those of others.',
  fix: "Give each tenant's hostnames a listener with allowedRoutes.namespaces.selector on kubernetes.io/metadata.name, as gateway.grantHostnames does.",
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const kind of ['Gateway', 'ListenerSet'])
      for (const object of index.ofKind(gatewayGroup, kind)) {
        const { metadata, spec } = object.manifest;
        const open = listIn(mapIn(spec).listeners)
          .map(mapIn)
          .filter(({ allowedRoutes }) => isOpen(mapIn(mapIn(allowedRoutes).namespaces)));
        const reason = metadata.annotations?.[openToAllAnnotation];
        const because = typeof reason === 'string' ? ` (${reason})` : '';
        if (open.length > 0) yield { object, message: `admits routes of every namespace on ${named(open)}${because}` };
        if (isOpen(mapIn(mapIn(mapIn(spec).allowedListeners).namespaces)))
          yield { object, message: 'admits ListenerSets of every namespace in spec.allowedListeners' };
      }
  },
};

function isOpen({ from, selector }: Readonly<Record<string, unknown>>): boolean {
  return from === 'All' || (from === 'Selector' && selector !== undefined && selectsAll(mapIn(selector)));
}

function named(listeners: readonly Readonly<Record<string, unknown>>[]): string {
  const names = listeners.map(({ name }) => String(name));
  return `${names.length === 1 ? 'listener' : 'listeners'} ${names.join(', ')}`;
}
