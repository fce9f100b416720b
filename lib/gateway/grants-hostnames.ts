import { requireProperties } from '../mistake/required';
import type { Owner } from '../object/owner';
import type { PlatformService } from '../platform/platform-service';
import type { Tenant } from '../tenancy/tenant';
import type { HostnameGrant } from './hostname-grant';

/** Who hostnames are granted to. */
export type GrantHolder = Tenant | PlatformService;

/** How a hostname is given on to another. */
export interface DelegateProps<Holder extends Owner = GrantHolder> {
  /** Who gets it. */
  readonly to: Holder;
  /** Whether other clusters answer for it as well. @default false */
  readonly global?: boolean;
}

/** How a hostname is given on, if that says to whom. @throws Mistake where it does not */
export function checkedDelegation(hostname: string, props: DelegateProps): DelegateProps {
  requireProperties(`The delegation of ${hostname}`, props, { to: 'tenant' });
  return props;
}

/**
 * What gives hostnames away: a gateway, and each of its ListenerSets. Each hostname has a listener of its own, which never
 * moves when others come or go. What is granted twice to one owner is granted once.
 */
export interface GrantsHostnames {
  /**
   * Grants hostnames, such as `billing.acme.io`, or `*.billing.acme.io` for all below it. The gateway ends TLS.
   * An error at synth where another has one of them, or a wildcard that meets it, and where none is named.
   */
  grantHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H>;

  /** Grants hostnames that other clusters answer for as well. */
  grantGlobalHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H>;

  /** Grants hostnames whose TLS the tenant ends itself: connections are handed on as they are, to what a TlsRoute names. */
  grantPassthroughHostnames<const H extends string>(
    holder: GrantHolder,
    ...hostnames: readonly H[]
  ): HostnameGrant<H, 'TLS'>;

  /** Gives a hostname, or a wildcard, that lies below somebody else's wildcard to another: theirs then stops there. */
  delegate<const H extends string>(hostname: H, props: DelegateProps): HostnameGrant<H>;
}
