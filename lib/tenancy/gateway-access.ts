import type { PlatformService } from '../platform/platform-service';
import type { DataPlane } from './data-plane';

/** What a tenant has of a gateway. More may be granted until its cluster is rendered: the lists are read then. */
export interface GatewayAccess {
  /** Who answers for the gateway; the tenant waits for it. */
  readonly gateway: PlatformService;
  readonly dataPlane: DataPlane;
  /** Hostnames that its routes may have. */
  readonly hostnames: readonly string[];
  /** Those below its wildcards that other tenants have. */
  readonly delegatedHostnames: readonly string[];
  /** Those among its hostnames that other clusters answer for as well. */
  readonly globalHostnames: readonly string[];
  /** What its routes may attach to: `<kind>/<namespace>/<name>`. */
  readonly parents: readonly string[];
}
