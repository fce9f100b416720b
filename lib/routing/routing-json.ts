import { formatHostname } from './hostname';
import { namespacedName } from './namespaced-name';
import type { ListenerVerdict, ParentVerdict, RouteVerdict, Routing } from './routing';

/** Verdicts as `flux-hub routes --json` prints them: ListenerSets stand behind the Routes, each with its Gateway as its parent. */
export function routingJson({ routes, listenerSets, listeners }: Routing) {
  return { routes: [...routes, ...listenerSets].map(routeJson), listeners: listeners.map(listenerJson) };
}

function routeJson({ kind, namespace, name, parents }: RouteVerdict) {
  return { kind, namespace, name, parents: parents.map(parentJson) };
}

function parentJson({ parentRef, accepted, reason, attached, resolvedRefs, resolvedReason }: ParentVerdict) {
  return {
    parentRef,
    accepted,
    reason,
    listeners: attached.map(({ listener }) => listener.name),
    hostnames: [...new Set(attached.flatMap(({ hostnames }) => hostnames.map(formatHostname)))],
    resolvedRefs,
    resolvedReason,
  };
}

/** The Gateway by its `namespace/name`, and likewise the ListenerSet, of a listener that comes from one. */
function listenerJson({ listener: { gateway, owner, name }, conflicted, reason, attachedRoutes }: ListenerVerdict) {
  const listenerSet = owner.kind === 'ListenerSet' ? { listenerSet: namespacedName(owner) } : {};
  return { gateway, ...listenerSet, name, conflicted, reason, attachedRoutes };
}
