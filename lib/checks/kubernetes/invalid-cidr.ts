import { isIP } from 'node:net';
import type { ClusterRule } from '../rule';

/** A range of addresses in a NetworkPolicy that is not one. */
export const invalidCidr: ClusterRule = {
  id: 'kubernetes/invalid-cidr',
  severity: 'error',
  title: 'Not a range of addresses',
  why: 'The API server refuses the NetworkPolicy, and Flux then applies nothing of its folder.',
  fix: 'Write an address and a mask, such as 10.20.0.0/16.',
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  *check({ index }) {
    for (const object of index.ofKind('networking.k8s.io', 'NetworkPolicy'))
      for (const range of rangesIn(object.manifest.spec))
        if (!isRange(range)) yield { object, message: `has the range ${range}, which is not one` };
  },
};

interface Peer {
  readonly ipBlock?: { readonly cidr?: unknown; readonly except?: readonly unknown[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
}

function rangesIn(spec: unknown): string[] {
  const { ingress = [], egress = [] } = (spec ?? {}) as {
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
  const peers = [...ingress, ...egress].flatMap(({ from = [], to = [] }) => [...from, ...to]);
  return peers.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr, ...(ipBlock.except ?? [])] : [])).map(String);
}

function isRange(range: string): boolean {
  const [address = '', mask = '', ...rest] = range.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  return bits !== undefined && rest.length === 0 && /^(?:0|[1-9]\d{0,2})$/.test(mask) && Number(mask) <= bits;
}
