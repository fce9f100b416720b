import type { Manifest } from '../manifest/manifest';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { allowsNamespace, type NamespaceLabels } from './allowed-namespaces';
import type { Route } from './gateway-objects';
import { type Hostname, intersect, isHostname } from './hostname';
import type { Listener } from './listener';
import { namespaceOf } from './namespaced-name';
import type { Parent, Parents } from './parents';
import type { Attachment, RouteReason } from './routing';

/** What a Route gets of a parent as long as no other Route wants it. */
export interface Bid {
  readonly parentRef: unknown;
  readonly parent: Manifest | undefined;
  readonly reason: RouteReason;
  readonly attached: readonly Attachment[];
}

/** What a Route gets of each parent that it refers to. */
export function bidsOf(route: Route, parents: Parents, labelsOf: NamespaceLabels): readonly Bid[] {
  const namespace = namespaceOf(route);
  const wanted = wantedHostnames(route);
  const isLetIn = ({ kinds, owner, entry }: Listener) =>
    kinds.includes(route.kind) &&
    allowsNamespace(mapIn(entry.allowedRoutes).namespaces, namespaceOf(owner), 'Same', namespace, labelsOf);
  return listIn(mapIn(route.spec).parentRefs).map((parentRef) => {
    const parent = parents.find(parentRef, namespace);
    return { parentRef, parent: parent?.manifest, ...attachTo(listenersFor(parentRef, parent), isLetIn, wanted) };
  });
}

/** The first of these reasons that holds is the one that controllers give. */
function attachTo(
  selected: readonly Listener[],
  isLetIn: (listener: Listener) => boolean,
  wanted: readonly Hostname[] | undefined,
): Pick<Bid, 'reason' | 'attached'> {
  if (selected.length === 0) return { reason: 'NoMatchingParent', attached: [] };
  const open = selected.filter(isLetIn);
  if (open.length === 0) return { reason: 'NotAllowedByListeners', attached: [] };
  const attached = open.flatMap((listener) => {
    const hostnames = commonHostnames(listener, wanted);
    return hostnames === undefined ? [] : [{ listener, hostnames }];
  });
  return { reason: attached.length === 0 ? 'NoMatchingListenerHostname' : 'Accepted', attached };
}

/** The listeners of a parent that a `parentRef` is about. One that is refused has none. */
function listenersFor(parentRef: unknown, parent: Parent | undefined): readonly Listener[] {
  if (parent === undefined || parent.refused !== undefined) return [];
  const { sectionName, port } = mapIn(parentRef);
  const name = stringIn(sectionName);
  return parent.listeners.filter(
    (listener) => (name ?? listener.name) === listener.name && (port ?? listener.port) === listener.port,
  );
}

/** The hostnames that a Route is for; undefined for a kind that knows none. What is no hostname is for nothing. */
function wantedHostnames({ kind, spec }: Route): readonly Hostname[] | undefined {
  if (kind === 'TCPRoute' || kind === 'UDPRoute') return undefined;
  const written = listIn(mapIn(spec).hostnames);
  return written.length === 0
    ? [undefined]
    : written.filter((hostname) => typeof hostname === 'string').filter(isHostname);
}

/** The hosts of a listener that a Route answers for, in the order of the Route; undefined where it answers for none. */
function commonHostnames(listener: Listener, wanted: readonly Hostname[] | undefined): readonly Hostname[] | undefined {
  if (listener.issue === 'Invalid') return undefined;
  if (wanted === undefined) return [];
  const found = wanted
    .map((hostname) => intersect(listener.hostname, hostname))
    .filter((hostname) => hostname !== null);
  return found.length === 0 ? undefined : [...new Set(found)];
}
