import { namespaceNameLabel } from '../../manifest/namespace-name-label';
import type { ClusterRule } from '../rule';

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key?: string; readonly operator?: string }[];
}

/** A selector of namespaces, and what the namespaces that it selects may do. */
interface Selection {
  readonly field: string;
  readonly selector: Selector;
  readonly may: string;
}

/** Namespaces that are let in for a label that anybody who may edit a Namespace can give it. */
export const spoofableSelector: ClusterRule = {
  id: 'tenancy/spoofable-selector',
  severity: 'note',
  title: 'Namespaces selected by a label that can be given',
  why: 'Whoever may edit a Namespace, or add one to the repo, takes the label and is let in.',
  fix: `Select by ${namespaceNameLabel}, which only Kubernetes writes.`,
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const [group, kind, selections] of selecting)
      for (const object of index.ofKind(group, kind))
        for (const { field, selector, may } of selections(object.manifest.spec ?? {})) {
          const keys = keysOf(selector);
          if (keys.length > 0 && !keys.includes(namespaceNameLabel))
            yield { object, message: `lets namespaces ${may} by the label ${keys.join(', ')} (${field})` };
        }
  },
};

function keysOf({ matchLabels = {}, matchExpressions = [] }: Selector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.flatMap(({ key }) => key ?? [])];
}

type Selections = (spec: object) => readonly Selection[];

const ofNetworkPolicy: Selections = (spec) => {
  const { ingress = [] } = spec as { readonly ingress?: readonly { readonly from?: readonly Peer[] }[] };
  return ingress.flatMap(({ from = [] }, rule) =>
    from.flatMap(({ namespaceSelector: selector }, peer) =>
      selector ? [{ field: `spec.ingress[${rule}].from[${peer}]`, selector, may: 'connect' }] : [],
    ),
  );
};

interface Peer {
  readonly namespaceSelector?: Selector;
}

const ofGateway: Selections = (spec) => {
  const { listeners = [], allowedListeners } = spec as {
    readonly listeners?: readonly { readonly name?: string; readonly allowedRoutes?: Allowed }[];
    readonly allowedListeners?: Allowed;
  };
  return [
    ...listeners.flatMap(({ name, allowedRoutes }) =>
      selected(allowedRoutes, `allowedRoutes of listener ${name}`, 'attach routes'),
    ),
    ...selected(allowedListeners, 'spec.allowedListeners', 'add listeners'),
  ];
};

interface Allowed {
  readonly namespaces?: { readonly from?: string; readonly selector?: Selector };
}

function selected(allowed: Allowed | undefined, field: string, may: string): Selection[] {
  const { from, selector } = allowed?.namespaces ?? {};
  return from === 'Selector' && selector ? [{ field, selector, may }] : [];
}

const ofSecretStore: Selections = (spec) => {
  const { conditions = [] } = spec as { readonly conditions?: readonly Peer[] };
  return conditions.flatMap(({ namespaceSelector: selector }, condition) =>
    selector ? [{ field: `spec.conditions[${condition}]`, selector, may: 'read its secrets' }] : [],
  );
};

const selecting: readonly (readonly [group: string, kind: string, selections: Selections])[] = [
  ['networking.k8s.io', 'NetworkPolicy', ofNetworkPolicy],
  ['gateway.networking.k8s.io', 'Gateway', ofGateway],
  ['gateway.networking.k8s.io', 'ListenerSet', ofGateway],
  ['external-secrets.io', 'ClusterSecretStore', ofSecretStore],
];
