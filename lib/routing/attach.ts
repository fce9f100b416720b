import type { Manifest } from '../manifest/manifest';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { allowedKinds } from './allowed-kinds';
import { allowsNamespace, type NamespaceLabels, namespaceLabels } from './allowed-namespaces';
import { backendResolver, type ResolvedReason } from './backend-refs';
import { certificateIssue } from './certificate-refs';
import { gatewayObjects, type Route } from './gateway-objects';
import { type Hostname, intersect, isHostname } from './hostname';
import { hasHostname, isConflict, isServing, judgeListeners } from './judge-listener';
import type { Listener } from './listener';
import { namespaceOf } from './namespaced-name';
import { type Parent, parentsIn } from './parents';
import { grantedReferences, type MayRefer } from './reference-grant';
import { lostToOtherKind } from './route-clash';
import type { Attachment, ListenerReason, ParentVerdict, RouteReason, RouteVerdict, Routing } from './routing';

/**
 * Who attaches to what, as far as manifests tell: what was created first is known only of those that have a `creationTimestamp`.
 * Whatever is no object of the Gateway API, a Namespace or a backend is passed over, and what is malformed attaches to nothing.
 * @param manifests those of one cluster
 */
export function attachRoutes(manifests: readonly Manifest[]): Routing {
  const objects = gatewayObjects(manifests);
  const labelsOf = namespaceLabels(manifests);
  const parents = parentsIn(objects, labelsOf);
  const mayRefer = grantedReferences(objects.referenceGrants);
  const reasons = judgeListeners(parents, mayRefer);
  const resolve = backendResolver(manifests, mayRefer);

  const bids = objects.routes.map((route) => {
    const refs = listIn(mapIn(route.spec).parentRefs);
    return { route, parents: refs.map((ref) => bid(route, ref, parents.find(ref, namespaceOf(route)), labelsOf)) };
  });
  const lost = lostToOtherKind(
    bids.flatMap(({ route, parents }) =>
      parents.flatMap(({ attached }) => attached.map((attachment) => ({ route, attachment }))),
    ),
  );
  const routes = bids.map(({ route, parents }) => verdictOn(route, parents, lost, resolve(route)));
  const counts = countRoutes(routes);
  return {
    routes,
    listenerSets: [...parents.gateways.flatMap(({ listenerSets }) => listenerSets), ...parents.refused].map((set) =>
      verdictOnSet(set, parents.find(mapIn(set.manifest.spec).parentRef, namespaceOf(set.manifest)), reasons, mayRefer),
    ),
    listeners: [...reasons].map(([listener, reason]) => ({
      listener,
      conflicted: isConflict(reason),
      reason,
      attachedRoutes: counts.get(listener) ?? 0,
    })),
  };
}

/** What a Route gets of a parent as long as no other Route wants it. */
interface Bid {
  readonly parentRef: unknown;
  readonly parent: Manifest | undefined;
  readonly reason: RouteReason;
  readonly attached: readonly Attachment[];
}

/** The first of these reasons that holds is the one that controllers give. */
function bid(route: Route, parentRef: unknown, parent: Parent | undefined, labelsOf: NamespaceLabels): Bid {
  const refuse = (reason: RouteReason): Bid => ({ parentRef, parent: parent?.manifest, reason, attached: [] });
  const { sectionName, port } = mapIn(parentRef);
  const listeners = parent?.refused === undefined ? (parent?.listeners ?? []) : [];
  const selected = listeners.filter(
    (listener) =>
      (stringIn(sectionName) ?? listener.name) === listener.name && (port ?? listener.port) === listener.port,
  );
  if (selected.length === 0) return refuse('NoMatchingParent');
  const open = selected.filter((listener) => admits(listener, route, labelsOf));
  if (open.length === 0) return refuse('NotAllowedByListeners');
  const attached = open.flatMap((listener) => {
    const hostnames = hostnamesOn(listener, route);
    return hostnames === undefined ? [] : [{ listener, hostnames }];
  });
  if (attached.length === 0) return refuse('NoMatchingListenerHostname');
  return { parentRef, parent: parent?.manifest, reason: 'Accepted', attached };
}

function admits(listener: Listener, route: Route, labelsOf: NamespaceLabels): boolean {
  const { namespaces } = mapIn(listener.entry.allowedRoutes);
  return (
    allowedKinds(listener).kinds.includes(route.kind) &&
    allowsNamespace(namespaces, namespaceOf(listener.owner), 'Same', namespaceOf(route), labelsOf)
  );
}

/** The hosts of a listener that a Route answers for, in the order of the Route; undefined where it answers for none. */
function hostnamesOn(listener: Listener, route: Route): readonly Hostname[] | undefined {
  if (route.kind === 'TCPRoute' || route.kind === 'UDPRoute') return [];
  if (!hasHostname(listener)) return undefined;
  const written = listIn(mapIn(route.spec).hostnames);
  const wanted = written.filter((hostname) => typeof hostname === 'string').filter(isHostname);
  const found = (written.length === 0 ? [undefined] : wanted)
    .map((hostname) => intersect(listener.hostname, hostname))
    .filter((hostname) => hostname !== null);
  return found.length === 0 ? undefined : [...new Set(found)];
}

function verdictOn(
  manifest: Route,
  bids: readonly Bid[],
  lost: ReadonlySet<Attachment>,
  resolvedReason: ResolvedReason,
): Routing['routes'][number] {
  const parents = bids.map((bid): ParentVerdict => {
    const attached = bid.attached.filter((attachment) => !lost.has(attachment));
    const accepted = attached.length > 0;
    const reason = accepted || bid.reason !== 'Accepted' ? bid.reason : 'HostnameConflict';
    return { ...bid, accepted, reason, attached, resolvedRefs: resolvedReason === 'ResolvedRefs', resolvedReason };
  });
  return { kind: manifest.kind, namespace: namespaceOf(manifest), name: manifest.metadata.name, parents, manifest };
}

/** A ListenerSet is accepted with those of its listeners that can serve, as long as there is one. */
function verdictOnSet(
  { manifest, listeners, refused }: Parent,
  gateway: Parent | undefined,
  reasons: ReadonlyMap<Listener, ListenerReason>,
  mayRefer: MayRefer,
): RouteVerdict<'ListenerSet'> {
  const serving = listeners.filter((listener) => isServing(reasons.get(listener)));
  const accepted = serving.length > 0;
  const issue = listeners.map((listener) => certificateIssue(listener, mayRefer)).find((found) => found !== undefined);
  const verdict: ParentVerdict = {
    parentRef: mapIn(manifest.spec).parentRef,
    parent: gateway?.manifest,
    accepted,
    reason: refused ?? (accepted ? 'Accepted' : 'ListenersNotValid'),
    attached: serving.map((listener) => ({ listener, hostnames: [listener.hostname] })),
    resolvedRefs: issue === undefined,
    resolvedReason: issue ?? 'ResolvedRefs',
  };
  const { name } = manifest.metadata;
  return { kind: 'ListenerSet', namespace: namespaceOf(manifest), name, parents: [verdict], manifest };
}

/** A Route counts once on a listener, however many of its `parentRefs` lead there. */
function countRoutes(routes: readonly RouteVerdict[]): ReadonlyMap<Listener, number> {
  const counts = new Map<Listener, number>();
  for (const { parents } of routes) {
    const listeners = new Set(parents.flatMap(({ attached }) => attached.map(({ listener }) => listener)));
    for (const listener of listeners) counts.set(listener, (counts.get(listener) ?? 0) + 1);
  }
  return counts;
}
