/** What routes attach to. */
export interface RouteParent {
  /** A Gateway, or a ListenerSet on one. */
  readonly kind: 'Gateway' | 'ListenerSet';
  /** Namespace of the gateway. */
  readonly namespace: string;
  /** `metadata.name` */
  readonly name: string;
}

/** A parent as annotations and messages write it: `Gateway/gateway/public`. */
export function formatParent({ kind, namespace, name }: RouteParent): string {
  return `${kind}/${namespace}/${name}`;
}
