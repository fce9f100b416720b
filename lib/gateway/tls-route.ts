import type { Construct } from 'constructs';
import { requireProperties } from '../mistake/required';
import { backendRefs, type WeightedBackend } from './backend';
import { Route, type RouteProps } from './route';

/** What a TLSRoute says. */
export interface TlsRouteProps<H extends string> extends RouteProps<H, 'TLS'> {
  /** Services that share the connections, by their weights, and end TLS themselves. */
  readonly backends: readonly WeightedBackend[];
}

/**
 * TLS connections for hostnames that are passed through, and the Services that end them. Needs Gateway API 1.5 or newer.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#tlsroute
 */
export class TlsRoute<H extends string> extends Route<H, 'TLS'> {
  constructor(scope: Construct, id: string, props: TlsRouteProps<H>) {
    requireProperties(`TLSRoute ${id}`, props, { backends: "[{ service: '…', port: 8443 }]" });
    super(scope, id, 'TLSRoute', props, [{ backendRefs: backendRefs(props.backends) }]);
  }
}
