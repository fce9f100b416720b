import { listAnnotations, namespaceAnnotations } from '../manifest/namespace-annotations';
import { type GatewayGrants, grantAnnotations } from '../platform/gateway-grants';

/** What the Namespaces of a tenant say of it. */
interface Said {
  readonly namespaces: readonly string[];
  /** What addresses of its sources may be, or begin with where they end with a slash. */
  readonly sources: readonly string[];
  readonly gateways: readonly GatewayGrants[];
}

/** What the Namespaces of a tenant say of it, as annotations. */
export function tenantAnnotations({ namespaces, sources, gateways }: Said): Record<string, string> {
  const own = { [namespaceAnnotations.namespaces]: namespaces, [namespaceAnnotations.sources]: sources };
  return { ...listAnnotations(own), ...grantAnnotations(gateways) };
}
