import { groupBy } from '../manifest/group-by';
import type { Manifest } from '../manifest/manifest';
import { mapIn, stringIn } from '../tree/fields';
import { olderFirst } from './age';
import { allowsNamespace, type NamespaceLabels } from './allowed-namespaces';
import { type GatewayObjects, gatewayGroup } from './gateway-objects';
import { type Listener, listenersOf } from './listener';
import { namespacedName, namespaceOf } from './namespaced-name';

/** Something that Routes attach to. */
export interface Parent {
  /** The Gateway or ListenerSet. */
  readonly manifest: Manifest;
  /** Its own: of a Gateway without those of its ListenerSets. */
  readonly listeners: readonly Listener[];
  /** Why a ListenerSet is on no Gateway: the Gateway does not let it, or is not among the manifests. */
  readonly refused?: 'NotAllowed' | 'ParentNotAccepted' | undefined;
}

/** A Gateway, and all that its listeners come from. */
export interface GatewayParents {
  readonly gateway: Parent;
  /** Those that it lets attach, the one that wins a conflict first. */
  readonly listenerSets: readonly Parent[];
}

/** All that Routes can attach to. */
export interface Parents {
  readonly gateways: readonly GatewayParents[];
  /** ListenerSets that are on no Gateway. */
  readonly refused: readonly Parent[];
  /** What a `parentRef` of an object in a namespace refers to; undefined where it is not among the manifests. */
  find(parentRef: unknown, namespace: string): Parent | undefined;
}

/** The Gateways and ListenerSets among some objects, as they belong together. */
export function parentsIn({ gateways, listenerSets }: GatewayObjects, labelsOf: NamespaceLabels): Parents {
  const byName = new Map(gateways.map((gateway) => [namespacedName(gateway), gateway]));
  const sets = [...listenerSets].sort(olderFirst).map((manifest): Parent & { readonly on: string } => {
    const on = targetOf(mapIn(manifest.spec).parentRef, namespaceOf(manifest));
    const name = on.kind === 'Gateway' ? on.name : '';
    const refused = refusalOf(manifest, byName.get(name), labelsOf);
    return { manifest, on: name, listeners: listenersOf(manifest, name), refused };
  });
  const accepted = groupBy(
    sets.filter(({ refused }) => refused === undefined),
    ({ on }) => on,
  );
  const all = gateways.map((manifest) => {
    const name = namespacedName(manifest);
    return { gateway: { manifest, listeners: listenersOf(manifest, name) }, listenerSets: accepted.get(name) ?? [] };
  });
  const found = new Map<string, Parent>(
    [...all.map(({ gateway }) => gateway), ...sets].map((parent) => [
      `${parent.manifest.kind} ${namespacedName(parent.manifest)}`,
      parent,
    ]),
  );
  return {
    gateways: all,
    refused: sets.filter(({ refused }) => refused !== undefined),
    find(parentRef, namespace) {
      const { kind, name } = targetOf(parentRef, namespace);
      return found.get(`${kind} ${name}`);
    },
  };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedlisteners */
function refusalOf(listenerSet: Manifest, gateway: Manifest | undefined, labelsOf: NamespaceLabels): Parent['refused'] {
  if (gateway === undefined) return 'ParentNotAccepted';
  const { namespaces } = mapIn(mapIn(gateway.spec).allowedListeners);
  const isAllowed = allowsNamespace(namespaces, namespaceOf(gateway), 'None', namespaceOf(listenerSet), labelsOf);
  return isAllowed ? undefined : 'NotAllowed';
}

/** What a `parentRef` names, with the API's defaults. No kind for what is not of the Gateway API, as the Services of a mesh. */
function targetOf(parentRef: unknown, own: string): { readonly kind: string; readonly name: string } {
  const { group, kind, namespace, name } = mapIn(parentRef);
  const isOfGatewayApi = (group ?? gatewayGroup) === gatewayGroup;
  return {
    kind: isOfGatewayApi ? (stringIn(kind) ?? 'Gateway') : '',
    name: `${stringIn(namespace) ?? own}/${stringIn(name) ?? ''}`,
  };
}
