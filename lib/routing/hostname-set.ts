import { type Hostname, wildcardsAbove } from './hostname';

/** Hostnames that answer in a few steps whether another one meets any of them, however many they are. */
export interface HostnameSet {
  /** Whether some host is admitted by the hostname and by one of the set, other than because the same hostname is in it. */
  overlaps(hostname: Hostname): boolean;
  /** Whether some host is admitted by the hostname and by one of the set. */
  meets(hostname: Hostname): boolean;
  /** Puts one in. */
  add(hostname: Hostname): void;
}

/** A set of hostnames, with nothing in it to begin with. */
export function hostnameSet(hostnames: Iterable<Hostname> = []): HostnameSet {
  const all = new Set<Hostname>();
  /** The wildcards that cover one of them, be they among them or not. */
  const above = new Set<string>();
  const set: HostnameSet = {
    overlaps(hostname) {
      if (hostname === undefined) return all.size > (all.has(undefined) ? 1 : 0);
      return (
        all.has(undefined) || above.has(hostname) || wildcardsAbove(hostname).some((wildcard) => all.has(wildcard))
      );
    },
    meets: (hostname) => all.has(hostname) || set.overlaps(hostname),
    add(hostname) {
      all.add(hostname);
      for (const wildcard of hostname === undefined ? [] : wildcardsAbove(hostname)) above.add(wildcard);
    },
  };
  for (const hostname of hostnames) set.add(hostname);
  return set;
}
