import { groupBy } from '../manifest/group-by';
import { olderFirst } from './age';
import type { Route } from './gateway-objects';
import { hostnameSet } from './hostname-set';
import type { Attachment } from './routing';

/** A Route on a listener. */
export interface Claim {
  readonly route: Route;
  readonly attachment: Attachment;
}

/**
 * Where a HTTPRoute and a GRPCRoute have a host in common on one listener, exactly one is accepted there: the older one, or the one
 * whose `namespace/name` comes first. These are the places of the others.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroutespec
 */
export function lostToOtherKind(claims: readonly Claim[]): ReadonlySet<Attachment> {
  const web = claims.filter(({ route: { kind } }) => kind === 'HTTPRoute' || kind === 'GRPCRoute');
  const byListener = groupBy(web, ({ attachment }) => attachment.listener);
  return new Set([...byListener.values()].filter(areMixed).flatMap(losersAmong));
}

function areMixed(claims: readonly Claim[]): boolean {
  return claims.some(({ route }) => route.kind !== claims[0]?.route.kind);
}

function losersAmong(claims: readonly Claim[]): readonly Attachment[] {
  const accepted = { HTTPRoute: hostnameSet(), GRPCRoute: hostnameSet() };
  const lost: Attachment[] = [];
  for (const { route, attachment } of [...claims].sort((a, b) => olderFirst(a.route, b.route))) {
    const isHttp = route.kind === 'HTTPRoute';
    const [own, other] = isHttp ? [accepted.HTTPRoute, accepted.GRPCRoute] : [accepted.GRPCRoute, accepted.HTTPRoute];
    if (attachment.hostnames.some((hostname) => other.meets(hostname))) lost.push(attachment);
    else for (const hostname of attachment.hostnames) own.add(hostname);
  }
  return lost;
}
