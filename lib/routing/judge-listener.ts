import { allowedKinds, kindsOfProtocol } from './allowed-kinds';
import { certificateIssue } from './certificate-refs';
import { isHostname } from './hostname';
import type { Listener } from './listener';
import { conflictsAmong } from './listener-conflicts';
import { overlappingTls } from './overlapping-tls';
import type { GatewayParents, Parents } from './parents';
import type { MayRefer } from './reference-grant';
import type { ListenerReason } from './routing';

/** The listeners of all parents, each with why it serves or does not; in the order of `Routing.listeners`. */
export function judgeListeners(parents: Parents, mayRefer: MayRefer): ReadonlyMap<Listener, ListenerReason> {
  const ofGateways = parents.gateways.flatMap((gateway) => judgeGateway(gateway, mayRefer));
  const refused = parents.refused.flatMap(({ listeners, refused = 'NotAllowed' }) =>
    listeners.map((listener) => [listener, refused] as const),
  );
  return new Map<Listener, ListenerReason>([...ofGateways, ...refused]);
}

/** Whether two listeners with such a reason are kept apart by a port, a protocol or a hostname that both want. */
export function isConflict(reason: ListenerReason | undefined): boolean {
  return reason === 'HostnameConflict' || reason === 'ProtocolConflict';
}

/** Whether a listener with such a reason serves what is attached to it. */
export function isServing(reason: ListenerReason | undefined): boolean {
  return reason === 'Accepted' || reason === 'OverlappingHostnames' || reason === 'InvalidRouteKinds';
}

function judgeGateway({ gateway, listenerSets }: GatewayParents, mayRefer: MayRefer) {
  const owners = [gateway, ...listenerSets].map(({ listeners }) => listeners);
  const conflicts = conflictsAmong(owners);
  const overlapping = overlappingTls(owners.flat().filter((listener) => !conflicts.has(listener)));
  return owners.flat().map((listener): [Listener, ListenerReason] => {
    const overlap = overlapping.has(listener) ? 'OverlappingHostnames' : 'Accepted';
    return [listener, conflicts.get(listener) ?? ownIssue(listener) ?? certificateIssue(listener, mayRefer) ?? overlap];
  });
}

function ownIssue(listener: Listener): ListenerReason | undefined {
  if (kindsOfProtocol(listener.protocol) === undefined) return 'UnsupportedProtocol';
  if (listener.port === undefined || !hasHostname(listener)) return 'Invalid';
  return allowedKinds(listener).areValid ? undefined : 'InvalidRouteKinds';
}

/** Whether Routes can share a hostname with a listener at all. */
export function hasHostname({ hostname }: Listener): boolean {
  return hostname === undefined || isHostname(hostname);
}
