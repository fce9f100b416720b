import { selectsAll } from '../../manifest/label-selector';
import type { ClusterRule } from '../rule';
import { closedBy, type NetworkPolicySpec, type Peer } from './isolation';

/** A NetworkPolicy of a tenant's namespace that lets everything through, whatever the others deny. */
export const allowAll: ClusterRule = {
  id: 'network/allow-all',
  severity: 'warning',
  title: 'NetworkPolicy that lets everything through',
  why: 'Policies add up: what one allows no other denies, so default-deny has no effect.',
  fix: "Name the peers or the ports; for the internet without the cluster's own addresses, NetworkPeer.internet().",
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  *check({ index, tenancy }) {
    for (const object of index.ofKind('networking.k8s.io', 'NetworkPolicy')) {
      if (!tenancy.ofNamespace(object.manifest.metadata.namespace)) continue;
      const spec = (object.manifest.spec ?? {}) as NetworkPolicySpec;
      if (!selectsAll(spec.podSelector)) continue;
      const closed = closedBy(spec);
      const { ingress = [], egress = [] } = spec;
      if (closed.includes('Ingress') && ingress.some(({ from, ports }) => isOpen(from, ports)))
        yield { object, message: 'lets everybody connect to every Pod of the namespace, on every port' };
      if (closed.includes('Egress') && egress.some(({ to, ports }) => isOpen(to, ports)))
        yield { object, message: 'lets every Pod of the namespace connect to everything, on every port' };
    }
  },
};

/** No peers are all peers, and no ports all ports. */
function isOpen(peers: readonly Peer[] = [], ports: readonly unknown[] = []): boolean {
  return ports.length === 0 && (peers.length === 0 || peers.some(isEverybody));
}

function isEverybody({ namespaceSelector, podSelector, ipBlock }: Peer): boolean {
  if (ipBlock) return (ipBlock.cidr === '0.0.0.0/0' || ipBlock.cidr === '::/0') && !ipBlock.except?.length;
  return namespaceSelector !== undefined && selectsAll(namespaceSelector) && selectsAll(podSelector);
}
