import { groupBy } from '../manifest/group-by';
import { hostnameSet } from './hostname-set';
import type { Listener } from './listener';

/**
 * The HTTPS and TLS listeners that share a port with one whose hostname covers theirs, or is covered: a browser that has a connection
 * to one may send the requests of the other over it.
 * @param listeners those of one Gateway and its ListenerSets
 * @see https://gateway-api.sigs.k8s.io/geps/gep-3567/
 */
export function overlappingTls(listeners: readonly Listener[]): ReadonlySet<Listener> {
  const encrypted = listeners.filter(({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS');
  const byPort = groupBy(encrypted, ({ port }) => port);
  return new Set(
    [...byPort.values()].flatMap((ofPort) => {
      const hostnames = hostnameSet(ofPort.map(({ hostname }) => hostname));
      return ofPort.filter(({ hostname }) => hostnames.overlaps(hostname));
    }),
  );
}
