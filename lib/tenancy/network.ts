import type { Manifest, ManifestMetadata } from '../manifest/manifest';
import { namespaceNameLabel } from '../manifest/namespace-name-label';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { requireProperties } from '../mistake/required';

/** Ports of a rule: TCP ports, or a protocol with each. */
export type NetworkPort = number | { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' };

/** A place that traffic may go to or come from. Made by the factories below. */
export interface NetworkPeer {
  /** The peer as a NetworkPolicy writes it: an `ipBlock`, or selectors. */
  readonly peer: Readonly<Record<string, unknown>>;
  /** Ports of the Pods that are connected to. @default - every port */
  readonly ports?: readonly NetworkPort[] | undefined;
}

/** Which ports a peer may use. */
export interface NetworkPeerProps {
  /** Ports of the Pods that are connected to. @default - every port */
  readonly ports?: readonly NetworkPort[];
}

/** Who is at the other end of a connection. @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const NetworkPeer = {
  /** A range of addresses, such as `10.20.0.0/16`. @throws Mistake where a property is misspelt: it would let more through */
  cidr: (
    cidr: string,
    props: NetworkPeerProps & {
      /** Ranges within it that stay closed. @default - none */
      readonly except?: readonly string[];
    } = {},
  ): NetworkPeer => {
    refuseMisspelt('NetworkPeer.cidr', props, { ports: true, except: true });
    return { peer: { ipBlock: { cidr, ...(props.except && { except: [...props.except] }) } }, ports: props.ports };
  },

  /**
   * Every Pod of a namespace, found by the name that only Kubernetes writes.
   * @throws Mistake where a property is misspelt, or the name or the value of a label left out: a selector without it selects more
   */
  namespace: (
    name: string,
    props: NetworkPeerProps & {
      /** Labels of the Pods. @default - all Pods */
      readonly pods?: Readonly<Record<string, string>>;
    } = {},
  ): NetworkPeer => {
    const labels = Object.keys(props.pods ?? {}).map((label) => [label, "'…'"]);
    refuseMisspelt('NetworkPeer.namespace', props, { ports: true, pods: true });
    requireProperties('NetworkPeer.namespace', { name }, { name: "'…'" });
    requireProperties('`pods` of NetworkPeer.namespace', props.pods, Object.fromEntries(labels));
    return {
      peer: {
        namespaceSelector: { matchLabels: { [namespaceNameLabel]: name } },
        ...(props.pods && { podSelector: { matchLabels: { ...props.pods } } }),
      },
      ports: props.ports,
    };
  },

  /** Every address outside the private ranges. @throws Mistake where a property is misspelt */
  internet: (props: NetworkPeerProps = {}): NetworkPeer => {
    refuseMisspelt('NetworkPeer.internet', props, { ports: true });
    return NetworkPeer.cidr('0.0.0.0/0', { ...props, except: privateRanges });
  },
};

const privateRanges = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** What default-deny leaves open for a tenant. */
export interface TenantNetwork {
  /** Where its Pods may connect to, besides DNS. @default - nowhere */
  readonly egress?: readonly NetworkPeer[];
  /** Where its Pods look names up. @default - port 53 of the Pods in `kube-system` */
  readonly dns?: readonly NetworkPeer[];
  /** Who may connect to its Pods. @default - nobody */
  readonly ingressFrom?: readonly NetworkPeer[];
}

/** Every property of a tenant's network. */
export const networkProperties = { egress: true, dns: true, ingressFrom: true } satisfies Record<
  keyof TenantNetwork,
  true
>;

/** The hub's NetworkPolicies of one namespace. */
export function networkPolicies(metadata: Omit<ManifestMetadata, 'name'>, network: TenantNetwork): Manifest[] {
  const { egress = [], dns = [kubeDns], ingressFrom = [] } = network;
  return [
    policy(metadata, 'default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    policy(metadata, 'allow-dns', { policyTypes: ['Egress'], egress: dns.map((peer) => networkRule('to', peer)) }),
    ...(egress.length > 0
      ? [
          policy(metadata, 'allow-egress', {
            policyTypes: ['Egress'],
            egress: egress.map((peer) => networkRule('to', peer)),
          }),
        ]
      : []),
    ...(ingressFrom.length > 0
      ? [
          policy(metadata, 'allow-ingress', {
            policyTypes: ['Ingress'],
            ingress: ingressFrom.map((peer) => networkRule('from', peer)),
          }),
        ]
      : []),
  ];
}

const kubeDns: NetworkPeer = NetworkPeer.namespace('kube-system', {
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
});

function policy(metadata: Omit<ManifestMetadata, 'name'>, name: string, spec: object): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...metadata, name },
    spec: { podSelector: {}, ...spec },
  };
}

/** A rule of a NetworkPolicy that lets a peer through. */
export function networkRule(direction: 'to' | 'from', { peer, ports }: NetworkPeer): object {
  return { [direction]: [peer], ...(ports && { ports: ports.map(portOf) }) };
}

function portOf(port: NetworkPort) {
  return typeof port === 'number' ? { port, protocol: 'TCP' } : port;
}
