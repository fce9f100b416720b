import type { Hostname } from './hostname';

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
  /** Everything that stands to the right of a dot in one of them: wildcards on these cover it. */
  const above = new Set<string>();
  const set: HostnameSet = {
    overlaps(hostname) {
      if (hostname === undefined) return all.size > (all.has(undefined) ? 1 : 0);
      return all.has(undefined) || domainsAbove(hostname).some((domain) => all.has(`*.${domain}`)) || covered(hostname);
    },
    meets: (hostname) => all.has(hostname) || set.overlaps(hostname),
    add(hostname) {
      all.add(hostname);
      for (const domain of hostname === undefined ? [] : domainsAbove(hostname)) above.add(domain);
    },
  };
  const covered = (hostname: string) => hostname.startsWith('*.') && above.has(hostname.slice(2));
  for (const hostname of hostnames) set.add(hostname);
  return set;
}

/** The domains whose wildcards cover a hostname that is not theirs: `b.c` and `c` of `a.b.c`, `c` of `*.b.c`. */
function domainsAbove(hostname: string): string[] {
  const labels = hostname.replace(/^\*\./, '').split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}
