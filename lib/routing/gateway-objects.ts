import { groupOf, type Manifest } from '../manifest/manifest';
import { namespacedName } from './namespaced-name';

/** The API group of the Gateway API. */
export const gatewayGroup = 'gateway.networking.k8s.io';

/** The kinds that attach to listeners. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

/** A kind that attaches to listeners. */
export type RouteKind = (typeof routeKinds)[number];

/** A Route of any kind. */
export type Route = Manifest & { readonly kind: RouteKind };

/** The objects of the Gateway API that say who attaches to what. */
export interface GatewayObjects {
  readonly gateways: readonly Manifest[];
  readonly listenerSets: readonly Manifest[];
  readonly routes: readonly Route[];
  readonly referenceGrants: readonly Manifest[];
}

/** Finds them among others, whatever their version. Of several with one identity the last counts, as it does for kubectl. */
export function gatewayObjects(manifests: readonly Manifest[]): GatewayObjects {
  const ofGroup = manifests.filter(({ apiVersion }) => groupOf(apiVersion) === gatewayGroup);
  const distinct = new Map(ofGroup.map((manifest) => [`${manifest.kind} ${namespacedName(manifest)}`, manifest]));
  const objects = [...distinct.values()];
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  return {
    gateways: ofKind('Gateway'),
    listenerSets: ofKind('ListenerSet'),
    routes: objects.filter(isRoute),
    referenceGrants: ofKind('ReferenceGrant'),
  };
}

function isRoute(manifest: Manifest): manifest is Route {
  return routeKinds.some((kind) => kind === manifest.kind);
}
