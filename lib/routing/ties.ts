import { groupBy } from '../manifest/group-by';
import type { Route } from './gateway-objects';
import type { Hostname } from './hostname';
import type { Listener } from './listener';
import { byPrecedence, type Candidate } from './precedence';
import { matchesOf } from './route-match';
import type { Routing } from './routing';

/** Routes that want the same requests of a listener: creation time decides which of them gets any. */
export interface Tie {
  readonly listener: Listener;
  /** The hosts that it is about; undefined for every host, and for TCP and UDP. */
  readonly hostname: Hostname;
  /** What requests it is about, in words; empty for every request. */
  readonly match: string;
  /** At least two, the one that gets the requests first. Where none has a `creationTimestamp`, the cluster may see it otherwise. */
  readonly routes: readonly Route[];
}

/**
 * The ties between Routes, listener by listener, the most particular first. Only matches that are the same in all they say count:
 * two that ask for different headers may meet in a request too.
 */
export function tiesOf({ routes, listeners }: Routing): readonly Tie[] {
  const candidates = new Map<Listener, Candidate[]>(listeners.map(({ listener }) => [listener, []]));
  for (const { manifest, parents } of routes) {
    const attachments = parents.flatMap(({ attached }) => attached);
    const matches = attachments.length > 0 ? matchesOf(manifest) : [];
    for (const { listener, hostnames } of attachments)
      for (const hostname of hostnames.length === 0 ? [undefined] : hostnames)
        candidates.get(listener)?.push(...matches.map((match) => ({ hostname, match, route: manifest })));
  }
  return [...candidates].flatMap(([listener, all]) =>
    [...groupBy(all, ({ hostname, match }) => `${hostname} ${match.key}`).values()]
      .map((same) => [...same].sort(byPrecedence))
      .filter((same) => new Set(same.map(({ route }) => route)).size > 1)
      .sort(([a], [b]) => (a && b ? byPrecedence(a, b) : 0))
      .map((same) => ({
        listener,
        hostname: same[0]?.hostname,
        match: same[0]?.match.text ?? '',
        routes: [...new Set(same.map(({ route }) => route))],
      })),
  );
}
