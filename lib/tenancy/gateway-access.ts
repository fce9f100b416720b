import type { GatewayGrants } from '../platform/gateway-grants';
import type { DataPlane } from './data-plane';

/** What a tenant has of a gateway, and where that reaches its Pods from. */
export interface GatewayAccess extends GatewayGrants {
  readonly dataPlane: DataPlane;
}
