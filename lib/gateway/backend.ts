/** A Service of the route's own namespace. */
export interface Backend {
  /** Name of the Service. */
  readonly service: string;
  /** One of its ports. */
  readonly port: number;
}

/** A Service that takes a share of the traffic. */
export interface WeightedBackend extends Backend {
  /** Its share, of the sum of all weights; 0 for none. @default 1 */
  readonly weight?: number;
}

/** Services as a route writes them. */
export function backendRefs(backends: readonly WeightedBackend[]) {
  return backends.map(({ service, port, weight }) => ({
    name: service,
    port,
    ...(weight !== undefined && { weight }),
  }));
}
