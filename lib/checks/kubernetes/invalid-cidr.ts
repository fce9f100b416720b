import { BlockList, isIP } from 'node:net';
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
      for (const { cidr, except = [] } of blocksIn(object.manifest.spec)) {
        for (const range of [cidr, ...except])
          if (!isRange(range)) yield { object, message: `has the range ${range}, which is not one` };
        for (const range of isRange(cidr) ? except.filter(isRange) : [])
          if (!isWithin(range, cidr))
            yield {
              object,
              message: `has ${range} in ipBlock.except, which is not a part of ${cidr}`,
              fix: 'Leave out a smaller range that lies within the other.',
            };
      }
  },
};

/** Addresses that a policy lets through. */
interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

interface Peer {
  readonly ipBlock?: IpBlock;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
}

function blocksIn(spec: unknown): IpBlock[] {
  const { ingress = [], egress = [] } = (spec ?? {}) as {
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
  const peers = [...ingress, ...egress].flatMap(({ from = [], to = [] }) => [...from, ...to]);
  return peers.flatMap(({ ipBlock }) => ipBlock ?? []);
}

function isRange(range: string): boolean {
  const [address = '', mask = '', ...rest] = range.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  return bits !== undefined && rest.length === 0 && /^(?:0|[1-9]\d{0,2})$/.test(mask) && Number(mask) <= bits;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
function isWithin(range: string, other: string): boolean {
  const [inner, outer] = [partsOf(range), partsOf(other)];
  const addresses = new BlockList();
  addresses.addSubnet(outer.address, outer.bits, outer.family);
  return outer.bits < inner.bits && outer.family === inner.family && addresses.check(inner.address, inner.family);
}

function partsOf(range: string) {
  const [address = '', bits] = range.split('/');
  return { address, bits: Number(bits), family: isIP(address) === 6 ? 'ipv6' : 'ipv4' } as const;
}
