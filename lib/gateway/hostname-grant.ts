import { covers } from '../routing/hostname';
import { listenerName } from '../routing/listener-name';
import type { RouteParent } from './route-parent';

/** What listens for a hostname: `HTTPS` decrypts, `TLS` hands the connection on as it is. */
export type GrantProtocol = 'HTTPS' | 'TLS';

/** Hostnames that a tenant or a platform service was given on a gateway: what its routes take as parent. */
export interface HostnameGrant<H extends string = string, P extends GrantProtocol = 'HTTPS'> {
  /** What its listeners do with TLS; decides which routes may attach. */
  readonly protocol: P;
  /** Whose it is: `tenant/<name>` or `platform/<name>`. */
  readonly owner: string;
  /** The hostnames; a wildcard stands for one label or more. */
  readonly hostnames: readonly H[];
  /** The Gateway or ListenerSet that has a listener for each of them. */
  readonly parent: RouteParent;
}

/** A hostname that a route may have: one that was granted, or one below a wildcard that was. */
export type RouteHostname<H extends string> = H extends `*.${infer Domain}` ? H | `${string}.${Domain}` : H;

/** A parent of a route, as the route writes it. */
export interface ParentRef {
  /** Left out where it is a Gateway. */
  readonly kind?: 'ListenerSet';
  /** Left out where it is that of the route. */
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName: string;
}

/** Those of some hostnames of a route that a grant does not cover. */
export function notGranted(grant: HostnameGrant<string, GrantProtocol>, hostnames: readonly string[]): string[] {
  return hostnames.filter((hostname) => !grant.hostnames.some((granted) => covers(granted, hostname)));
}

/**
 * The listeners of a grant that a route attaches to: for each of its hostnames the one that fits best, and for a wildcard
 * those below it too, which would else answer for their hosts alone.
 */
export function parentRefs(
  { parent, hostnames: granted }: HostnameGrant<string, GrantProtocol>,
  hostnames: readonly string[],
  namespace: string,
): ParentRef[] {
  const { kind, name } = parent;
  const listeners = hostnames.flatMap((hostname) => [
    ...narrowest(granted.filter((listener) => covers(listener, hostname))),
    ...granted.filter((listener) => covers(hostname, listener)),
  ]);
  return [...new Set(listeners)].sort().map((hostname) => ({
    ...(kind === 'ListenerSet' && { kind }),
    ...(parent.namespace !== namespace && { namespace: parent.namespace }),
    name,
    sectionName: listenerName(hostname),
  }));
}

/** Of hostnames that all cover one, that which the others cover too. */
function narrowest(hostnames: readonly string[]): string[] {
  return hostnames.filter((one) => hostnames.every((other) => covers(other, one)));
}
