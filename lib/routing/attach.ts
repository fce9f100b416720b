import type { Manifest } from '../manifest/manifest';
import { mapIn } from '../tree/fields';
import { namespaceLabels } from './allowed-namespaces';
import { backendResolver, type ResolvedReason } from './backend-refs';
import { type Bid, bidsOf } from './bids';
import { certificateIssue } from './certificate-refs';
import { gatewayObjects, type Route } from './gateway-objects';
import { isConflict, isServing, judgeListeners } from './judge-listener';
import { isLayer4, type Listener } from './listener';
import { namespaceOf } from './namespaced-name';
import { type Parent, parentsIn } from './parents';
import { grantedReferences, type MayRefer } from './reference-grant';
import { lostToOtherKind } from './route-clash';
import type { Attachment, ListenerReason, ParentVerdict, RouteVerdict, Routing } from './routing';

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

  const all = objects.routes.map((route) => ({ route, bids: bidsOf(route, parents, labelsOf) }));
  const lost = lostToOtherKind(
    all.flatMap(({ route, bids }) =>
      bids.flatMap(({ attached }) => attached.map((attachment) => ({ route, attachment }))),
    ),
  );
  const routes = all.map(({ route, bids }) => verdictOn(route, bids, lost, resolve));
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

function verdictOn(
  manifest: Route,
  bids: readonly Bid[],
  lost: ReadonlySet<Attachment>,
  resolve: (route: Route) => ResolvedReason,
): Routing['routes'][number] {
  let found: ResolvedReason | undefined;
  const resolvedReason = () => {
    found ??= resolve(manifest);
    return found;
  };
  const parents = bids.map((bid): ParentVerdict => {
    const attached = bid.attached.filter((attachment) => !lost.has(attachment));
    const accepted = attached.length > 0;
    const reason = accepted || bid.reason !== 'Accepted' ? bid.reason : 'HostnameConflict';
    return {
      ...bid,
      accepted,
      reason,
      attached,
      // looked up when asked: who attaches to what does not depend on it
      get resolvedReason() {
        return resolvedReason();
      },
      get resolvedRefs() {
        return resolvedReason() === 'BackendUnknown' ? null : resolvedReason() === 'ResolvedRefs';
      },
    };
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
    attached: serving.map((listener) => ({ listener, hostnames: isLayer4(listener) ? [] : [listener.hostname] })),
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
