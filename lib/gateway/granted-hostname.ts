import { groupBy } from '../manifest/group-by';
import type { Owner } from '../object/owner';
import { covers, wildcardsAbove } from '../routing/hostname';
import type { GrantProtocol } from './hostname-grant';
import { formatParent, type RouteParent } from './route-parent';

/** A hostname that was given to somebody on a gateway. */
export interface GrantedHostname {
  readonly hostname: string;
  readonly protocol: GrantProtocol;
  /** The Gateway or ListenerSet that has its listener. */
  readonly parent: RouteParent;
  readonly owner: Owner;
  /** Whether it was given below somebody else's wildcard on purpose. */
  readonly delegated: boolean;
  /** Whether other clusters answer for it as well. */
  readonly global: boolean;
  /** Raw stack of the user's call. */
  readonly stack: { readonly stack?: string };
}

/** Two that meet: some host is admitted by both, or both want the place of one listener. */
export interface Meeting {
  /** The one that was granted first. */
  readonly first: GrantedHostname;
  readonly later: GrantedHostname;
}

/** Hostnames that two owners have on one gateway, and neither was delegated to below the other's wildcard. */
export function taken(granted: readonly GrantedHostname[]): Meeting[] {
  return pairs(granted, (first, later) => first.owner !== later.owner && meet(first, later));
}

/** Hostnames that one owner has twice on a gateway, in different places or ways: only one of them can answer. */
export function twice(granted: readonly GrantedHostname[]): Meeting[] {
  return pairs(
    granted,
    (first, later) =>
      first.owner === later.owner && first.hostname === later.hostname && listenerKey(first) !== listenerKey(later),
  );
}

/** Delegated hostnames that lie below nobody's wildcard. */
export function undelegated(granted: readonly GrantedHostname[]): GrantedHostname[] {
  return granted.filter(
    (one) => one.delegated && !granted.some((other) => other.owner !== one.owner && isBelow(one, other)),
  );
}

/** Hostnames below an owner's wildcards that others have. */
export function delegatedBelow(owner: Owner, granted: readonly GrantedHostname[]): string[] {
  const own = granted.filter((one) => one.owner === owner);
  return granted
    .filter((one) => one.delegated && one.owner !== owner && own.some((wildcard) => isBelow(one, wildcard)))
    .map(({ hostname }) => hostname);
}

/** Those that have a listener on a Gateway or ListenerSet, in the order in which they were granted: the first has a hostname. */
export function listenersOn(parent: RouteParent, granted: readonly GrantedHostname[]): GrantedHostname[] {
  const first = new Map<string, GrantedHostname>();
  for (const one of granted) if (!first.has(one.hostname)) first.set(one.hostname, one);
  return [...first.values()].filter((one) => formatParent(one.parent) === formatParent(parent));
}

function listenerKey({ parent, protocol, hostname }: GrantedHostname): string {
  return `${formatParent(parent)} ${protocol} ${hostname}`;
}

function meet(a: GrantedHostname, b: GrantedHostname): boolean {
  if (a.hostname === b.hostname) return true;
  if (isBelow(a, b)) return !a.delegated;
  return isBelow(b, a) && !b.delegated;
}

/** Whether one lies below the wildcard of another. */
export function isBelow({ hostname }: GrantedHostname, wildcard: GrantedHostname): boolean {
  return hostname !== wildcard.hostname && covers(wildcard.hostname, hostname);
}

/** Of all that share a hostname, or lie below the wildcard of another, those that a test is true of. */
function pairs(
  granted: readonly GrantedHostname[],
  test: (first: GrantedHostname, later: GrantedHostname) => boolean,
): Meeting[] {
  const byHostname = groupBy([...granted.entries()], ([, { hostname }]) => hostname);
  const meetings = [...granted.entries()].flatMap(([place, one]) =>
    [one.hostname, ...wildcardsAbove(one.hostname)].flatMap((hostname) =>
      (byHostname.get(hostname) ?? [])
        .filter(([other]) => hostname !== one.hostname || other < place)
        .map(([other, by]) =>
          other < place ? { at: place, first: by, later: one } : { at: other, first: one, later: by },
        ),
    ),
  );
  return meetings
    .filter(({ first, later }) => test(first, later))
    .sort((a, b) => a.at - b.at)
    .map(({ first, later }) => ({ first, later }));
}
