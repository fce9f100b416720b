import type { ServedKinds } from './served-kinds';

const group = 'gateway.networking.k8s.io';

/**
 * Kinds of the Gateway API's standard channel; `1.0` also stands for releases before it.
 * @see https://github.com/kubernetes-sigs/gateway-api/releases
 */
export const gatewayApiKinds: readonly ServedKinds[] = [
  { group, version: 'v1', kinds: ['Gateway', 'GatewayClass', 'HTTPRoute'], since: '1.0' },
  { group, version: 'v1', kinds: ['GRPCRoute'], since: '1.1' },
  { group, version: 'v1', kinds: ['BackendTLSPolicy'], since: '1.4' },
  { group, version: 'v1', kinds: ['ListenerSet', 'ReferenceGrant', 'TLSRoute'], since: '1.5' },
  { group, version: 'v1', kinds: ['TCPRoute', 'UDPRoute'], since: '1.6' },
  { group, version: 'v1beta1', kinds: ['Gateway', 'GatewayClass', 'HTTPRoute', 'ReferenceGrant'], since: '1.0' },
];
