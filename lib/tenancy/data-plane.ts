import type { Manifest, ManifestMetadata } from '../manifest/manifest';
import { requireProperties } from '../mistake/required';
import { NetworkPeer } from './network';

/** The proxies that carry a gateway's traffic, as tenants' network policies let them through. Made by the factories below. */
export interface DataPlane {
  /** The kind of policy that can name them. */
  readonly policy: 'NetworkPolicy' | 'CiliumNetworkPolicy';
  /** An ingress rule of that kind. */
  readonly ingress: Readonly<Record<string, unknown>>;
}

/** Where a gateway's proxies run. */
export const DataPlane = {
  /** Pods of a namespace; Envoy Gateway's run in the controller's, and carry the name of their Gateway as a label. */
  pods: (props: {
    /** Their namespace. */
    readonly namespace: string;
    /** Their labels. @default - all Pods of the namespace */
    readonly labels?: Readonly<Record<string, string>>;
  }): DataPlane => {
    requireProperties('DataPlane.pods', props, { namespace: "'…'" });
    const { peer } = NetworkPeer.namespace(props.namespace, props.labels && { pods: props.labels });
    return { policy: 'NetworkPolicy', ingress: { from: [peer] } };
  },

  /**
   * Cilium's own, which run in no Pod that a NetworkPolicy could select.
   * @see https://docs.cilium.io/en/stable/network/servicemesh/ingress-and-network-policy/
   */
  ciliumIngress: (): DataPlane => ({ policy: 'CiliumNetworkPolicy', ingress: { fromEntities: ['ingress'] } }),
};

/** The policy `allow-gateway` of one namespace, for those of some data planes that a kind of policy can name. */
export function allowGateway(
  policy: DataPlane['policy'],
  metadata: Omit<ManifestMetadata, 'name'>,
  dataPlanes: readonly DataPlane[],
): Manifest {
  const rules = dataPlanes.filter((plane) => plane.policy === policy).map(({ ingress }) => JSON.stringify(ingress));
  const ingress = [...new Set(rules)].sort().map((rule) => JSON.parse(rule));
  return { ...policies[policy](ingress), kind: policy, metadata: { ...metadata, name: 'allow-gateway' } };
}

const policies = {
  NetworkPolicy: (ingress: readonly unknown[]) => ({
    apiVersion: 'networking.k8s.io/v1',
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
  }),
  CiliumNetworkPolicy: (ingress: readonly unknown[]) => ({
    apiVersion: 'cilium.io/v2',
    spec: { endpointSelector: {}, ingress },
  }),
} satisfies Record<DataPlane['policy'], unknown>;
