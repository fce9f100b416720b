import { certificateIssue } from './certificate-refs';
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

/** Whether a listener with such a reason cannot be told from another one. */
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
    return [listener, conflicts.get(listener) ?? listener.issue ?? certificateIssue(listener, mayRefer) ?? overlap];
  });
}
