import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** A listener that cannot be told from another one. */
export const listenerConflict: ClusterRule = {
  id: 'gateway/listener-conflict',
  severity: 'error',
  title: 'Listeners in conflict',
  why: 'Listeners with one port and hostname serve nothing, or the oldest of them alone.',
  fix: 'Give each its own hostname or port.',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#listener'],
  *check({ index, routing }) {
    const { listeners } = routing();
    for (const { listener, conflicted, reason } of listeners) {
      const object = conflicted ? objectOf(index, listener.owner) : undefined;
      if (!object) continue;
      const { name, port, hostname, gateway } = listener;
      const what = reason === 'ProtocolConflict' ? 'its port has another protocol' : 'another one has the same';
      const others = listeners.filter(
        (one) => one.listener !== listener && one.listener.gateway === gateway && one.listener.port === port,
      );
      const other = others.find((one) => reason === 'ProtocolConflict' || one.listener.hostname === hostname)?.listener;
      yield {
        object,
        message: `has listener ${name} on port ${port}${hostname === undefined ? '' : ` for ${hostname}`}, and ${what}${other ? `: ${other.name} of ${nameOf(other.owner)}` : ''}`,
      };
    }
  },
};
