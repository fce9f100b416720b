import type { ClusterContract, ParentContract } from '../contract/contract';
import { groupBy } from '../manifest/group-by';
import type { Manifest } from '../manifest/manifest';
import { gatewayGroup } from '../routing/gateway-objects';

/** What the hub has on a cluster as far as a contract tells of it: the tenant's Namespaces, and what its routes attach to. */
export function standIns({ namespaces, parents }: ClusterContract): Manifest[] {
  const names = Object.keys(namespaces);
  const byParent = groupBy(parents, ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
  return [
    ...Object.entries(namespaces).map(([name, { labels, annotations }]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, annotations },
    })),
    ...[...byParent.values()].flatMap((listeners) => parentOf(listeners, names)),
  ];
}

/** A ListenerSet is nothing without a Gateway, which no contract names. */
function parentOf(parents: readonly ParentContract[], namespaces: readonly string[]): Manifest[] {
  const [first] = parents;
  if (first === undefined) return [];
  const { kind, namespace, name } = first;
  const apiVersion = `${gatewayGroup}/v1`;
  const listeners = parents.flatMap((parent) => listenersOf(parent, namespaces));
  if (kind === 'Gateway') return [{ apiVersion, kind, metadata: { name, namespace }, spec: { listeners } }];
  const gateway = `of-${name}`;
  return [
    {
      apiVersion,
      kind: 'Gateway',
      metadata: { name: gateway, namespace },
      spec: { listeners: [], allowedListeners: { namespaces: { from: 'Same' } } },
    },
    { apiVersion, kind, metadata: { name, namespace }, spec: { parentRef: { name: gateway }, listeners } },
  ];
}

/** A listener for each hostname that is granted: which others it answers for is nobody's business. */
function listenersOf({ sectionName, protocol, port, hostnames }: ParentContract, namespaces: readonly string[]) {
  const selector = {
    matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
  };
  return hostnames.map((hostname) => ({
    name: sectionName,
    protocol,
    port,
    hostname,
    allowedRoutes: { namespaces: { from: 'Selector', selector } },
  }));
}
