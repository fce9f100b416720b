import { olderFirst } from './age';
import type { Route } from './gateway-objects';
import type { Hostname } from './hostname';
import type { RouteMatch } from './route-match';

/** One way in which a Route answers on a listener. */
export interface Candidate {
  readonly hostname: Hostname;
  readonly match: RouteMatch;
  readonly route: Route;
}

/**
 * Sorts the hostname first that answers where both admit a host: an exact one, then the wildcard that says more of it. Listeners of one
 * port are chosen by it, and the Routes of a listener.
 */
export function moreSpecificHostname(a: Hostname, b: Hostname): number {
  return compare(hostnameRank(b), hostnameRank(a));
}

/**
 * Sorts the one first that answers where both match a request: by hostname, by match, and last by who was created first.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function byPrecedence(a: Candidate, b: Candidate): number {
  return (
    moreSpecificHostname(a.hostname, b.hostname) || compare(b.match.rank, a.match.rank) || olderFirst(a.route, b.route)
  );
}

function hostnameRank(hostname = ''): readonly number[] {
  return [hostname.startsWith('*.') ? 0 : hostname.length, hostname.length];
}

/** Less than zero where the first list is less at the first place where they differ. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
