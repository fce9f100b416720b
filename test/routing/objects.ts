import type { Manifest } from '../../lib/manifest/manifest';
import { attachRoutes } from '../../lib/routing/attach';
import { routingJson } from '../../lib/routing/routing-json';

type Fields = Readonly<Record<string, unknown>>;

/** An object of the Gateway API, named as `namespace/name`. */
export function object(kind: string, id: string, spec: Fields, metadata: Fields = {}): Manifest {
  const [namespace = '', name = ''] = id.split('/');
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name, namespace, ...metadata },
    spec,
  };
}

/** The Gateway `infra/gw`, with listeners that take HTTP on port 80 unless they say otherwise. */
export function gateway(listeners: Readonly<Record<string, Fields>>, spec: Fields = {}): Manifest {
  return object('Gateway', 'infra/gw', { gatewayClassName: 'any', listeners: named(listeners), ...spec });
}

/** Listeners by their names. */
export function named(listeners: Readonly<Record<string, Fields>>): Fields[] {
  return Object.entries(listeners).map(([name, fields]) => ({ name, port: 80, protocol: 'HTTP', ...fields }));
}

/** A HTTPRoute, on `infra/gw` unless it says otherwise. */
export function httpRoute(id: string, spec: Fields = {}, metadata: Fields = {}): Manifest {
  return object('HTTPRoute', id, { parentRefs: [gw], ...spec }, metadata);
}

/** What refers to `infra/gw`. */
export const gw = { name: 'gw', namespace: 'infra' };

/** Routes of all namespaces. */
export const fromAll = { allowedRoutes: { namespaces: { from: 'All' } } };

/** A Namespace. */
export function namespace(name: string, labels: Fields = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...labels } as Record<string, string> } };
}

/** A Service, named as `namespace/name`. */
export function service(id: string): Manifest {
  return { ...object('Service', id, { ports: [{ port: 80 }] }), apiVersion: 'v1' };
}

/** The verdicts on some manifests, as they are printed. */
export function routing(...manifests: readonly Manifest[]) {
  return routingJson(attachRoutes(manifests));
}

/** The verdict on the one `parentRef` of the first Route. */
export function verdict(...manifests: readonly Manifest[]) {
  const [parent] = routing(...manifests).routes[0]?.parents ?? [];
  if (!parent) throw new Error('there is no Route with a parentRef');
  return parent;
}

/** The verdict on the listener of a name. */
export function listener(name: string, ...manifests: readonly Manifest[]) {
  const found = routing(...manifests).listeners.find((each) => each.name === name);
  if (!found) throw new Error(`there is no listener ${name}`);
  return found;
}
