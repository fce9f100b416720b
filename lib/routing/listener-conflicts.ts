import { isLayer4, type Listener } from './listener';

/** Why a listener is conflicted, in the words of its condition. */
export type ConflictReason = 'HostnameConflict' | 'ProtocolConflict';

/** Protocols that no other listener of the port may have. HTTPS and TLS share a port, as long as their hostnames differ. */
const rivals: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPS', 'TLS', 'TCP'],
  HTTPS: ['HTTP', 'TCP'],
  TLS: ['HTTP', 'TCP'],
  TCP: ['HTTP', 'HTTPS', 'TLS'],
  UDP: [],
};

/** Protocols that a listener of the same port and hostname may not have either. */
const rivalsByHostname: Readonly<Record<string, readonly string[]>> = { HTTPS: ['TLS'], TLS: ['HTTPS'] };

/**
 * The listeners of a Gateway that cannot be told from others. Of those with one owner none wins; between owners the earlier does.
 * @param owners the listeners of the Gateway, then of each of its ListenerSets in order of their precedence
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec
 */
export function conflictsAmong(owners: readonly (readonly Listener[])[]): ReadonlyMap<Listener, ConflictReason> {
  const conflicts = new Map<Listener, ConflictReason>();
  const taken = new Map<string, number>();
  for (const listeners of owners) {
    const contenders = listeners.filter((listener) => {
      const reason = conflictWith(taken, listener, 0);
      if (reason) conflicts.set(listener, reason);
      return reason === undefined;
    });
    const own = countsOf(contenders);
    for (const listener of contenders) {
      const reason = conflictWith(own, listener, 1);
      if (reason) conflicts.set(listener, reason);
    }
    for (const [key, count] of own) taken.set(key, (taken.get(key) ?? 0) + count);
  }
  return conflicts;
}

/** @param self how often the listener itself is counted */
function conflictWith(
  counts: ReadonlyMap<string, number>,
  listener: Listener,
  self: 0 | 1,
): ConflictReason | undefined {
  const { protocol } = listener;
  if (listener.port === undefined || !Object.hasOwn(rivals, protocol)) return undefined;
  const count = (key: string) => counts.get(key) ?? 0;
  const isForeign = (rivals[protocol] ?? []).some((rival) => count(portKey(listener, rival)) > 0);
  const isMixed = (rivalsByHostname[protocol] ?? []).some((rival) => count(hostnameKey(listener, rival)) > 0);
  if (isForeign || isMixed) return 'ProtocolConflict';
  if (isLayer4(listener)) return count(portKey(listener, protocol)) > self ? 'ProtocolConflict' : undefined;
  return count(hostnameKey(listener, protocol)) > self ? 'HostnameConflict' : undefined;
}

function countsOf(listeners: readonly Listener[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const listener of listeners)
    for (const key of [portKey(listener, listener.protocol), hostnameKey(listener, listener.protocol)])
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function portKey({ port }: Listener, protocol: string): string {
  return `${port} ${protocol}`;
}

function hostnameKey({ port, hostname }: Listener, protocol: string): string {
  return `${port} ${protocol} ${hostname ?? '*'}`;
}
