import { listIn, mapIn, stringIn } from '../tree/fields';
import { gatewayGroup, type RouteKind } from './gateway-objects';

const byProtocol: Readonly<Record<string, readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The kinds that a protocol can carry; undefined for a protocol that the Gateway API does not know. */
export function kindsOfProtocol(protocol: string): readonly RouteKind[] | undefined {
  return Object.hasOwn(byProtocol, protocol) ? byProtocol[protocol] : undefined;
}

/**
 * The kinds of Routes that a listener takes, and whether it asks for others, which it cannot take.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
export function allowedKinds(
  protocol: string,
  allowedRoutes: unknown,
): { kinds: readonly RouteKind[]; areValid: boolean } {
  const carried = kindsOfProtocol(protocol) ?? [];
  const asked = listIn(mapIn(allowedRoutes).kinds).map(mapIn);
  if (asked.length === 0) return { kinds: carried, areValid: true };
  const names = asked.map(({ group, kind }) => ((group ?? gatewayGroup) === gatewayGroup ? stringIn(kind) : undefined));
  const isCarried = (name: string | undefined) => carried.some((kind) => kind === name);
  return { kinds: carried.filter((kind) => names.includes(kind)), areValid: names.every(isCarried) };
}
