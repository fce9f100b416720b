import { namespaceNameLabel } from '../manifest/namespace-name-label';
import { listenerName } from '../routing/listener-name';
import type { AllowedRoutes } from './allowed-routes';
import { type GatewayTls, tlsSecretName } from './gateway-tls';
import type { GrantedHostname } from './granted-hostname';

/** How many listeners a Gateway takes, and each of its ListenerSets. @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec */
export const mostListeners = 64;

/** Name of the platform's own listener. */
export const httpListenerName = 'http';

/** Sends to HTTPS and answers ACME challenges: for the gateway's own namespace alone. */
export const httpListener = {
  name: httpListenerName,
  port: 80,
  protocol: 'HTTP',
  allowedRoutes: { namespaces: { from: 'Same' } },
} as const;

/** The listener of a granted hostname. Its protocol decides the kinds of routes that may attach. */
export function listener({ hostname, protocol, owner }: GrantedHostname, tls: GatewayTls, allowed: AllowedRoutes) {
  return {
    name: listenerName(hostname),
    hostname,
    port: 443,
    protocol,
    tls:
      protocol === 'TLS'
        ? { mode: 'Passthrough' as const }
        : { mode: 'Terminate' as const, certificateRefs: [{ kind: 'Secret', name: tlsSecretName(tls, hostname) }] },
    allowedRoutes: {
      namespaces: allowed.from === 'all' ? { from: 'All' as const } : admitting(owner.namespaces),
    },
  };
}

function admitting(namespaces: readonly string[]) {
  const name = { key: namespaceNameLabel, operator: 'In', values: [...namespaces].sort() };
  return { from: 'Selector' as const, selector: { matchExpressions: [name] } };
}
