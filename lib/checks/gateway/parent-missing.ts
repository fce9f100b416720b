import { keyOf, type ObjectId } from '../../manifest/object-id';
import { gatewayGroup } from '../../routing/gateway-objects';
import type { ParentVerdict, RouteVerdict } from '../../routing/routing';
import { mapIn, stringIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { nameOf, objectOf } from './objects';

/** A route of a Gateway, ListenerSet or listener that nobody makes. */
export const parentMissing: ClusterRule = {
  id: 'gateway/parent-missing',
  severity: 'error',
  title: 'Route of a listener that does not exist',
  why: 'No traffic reaches it, and nothing says so but its status.',
  fix: 'Correct the name, the namespace, sectionName or port; what is created elsewhere is declared: cluster.external({ kind, namespace, name }, { createdBy }).',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#parentreference'],
  *check({ index, routing, externals }) {
    // A cluster whose gateways are all created elsewhere tells nothing of them.
    const knowsGateways = index.ofKind(gatewayGroup, 'Gateway').length > 0;
    const { routes, listenerSets } = routing();
    const unserving = new Set(
      listenerSets.filter(({ parents }) => !parents[0]?.accepted).map(({ manifest }) => manifest),
    );
    for (const verdict of [...routes, ...listenerSets])
      for (const parent of verdict.parents) {
        const object = parent.accepted ? undefined : objectOf(index, verdict.manifest);
        if (!object || !isMissing(parent)) continue;
        const to = parentOf(verdict, parent);
        const { sectionName, port } = mapIn(parent.parentRef);
        if (parent.parent === undefined) {
          if (to && knowsGateways && !externals.has(keyOf(to)))
            yield { object, message: `is of ${to.kind} ${to.namespace}/${to.name}, which does not exist` };
        } else if (!unserving.has(parent.parent) && (sectionName !== undefined || port !== undefined))
          yield {
            object,
            message: `is of ${listener(sectionName, port)} of ${nameOf(parent.parent)}, which has no such listener`,
          };
      }
  },
};

function isMissing({ reason, parent }: ParentVerdict): boolean {
  return reason === 'NoMatchingParent' || (reason === 'ParentNotAccepted' && parent === undefined);
}

/** Undefined for what is no gateway, such as the Services of a mesh. */
function parentOf({ namespace }: RouteVerdict, { parentRef }: ParentVerdict): ObjectId | undefined {
  const { group = gatewayGroup, kind = 'Gateway', name, namespace: other } = mapIn(parentRef);
  if (group !== gatewayGroup || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return { group: gatewayGroup, kind, namespace: stringIn(other) ?? namespace, name };
}

function listener(sectionName: unknown, port: unknown): string {
  const named = sectionName === undefined ? 'a listener' : `listener ${sectionName}`;
  return port === undefined ? named : `${named} on port ${port}`;
}
