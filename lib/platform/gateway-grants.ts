import { listAnnotations, namespaceAnnotations } from '../manifest/namespace-annotations';
import type { PlatformService } from './platform-service';

/** What an owner has of a gateway. More may be granted until its cluster is rendered: the lists are read then. */
export interface GatewayGrants {
  /** Who answers for the gateway; the owner waits for it. */
  readonly gateway: PlatformService;
  /** Hostnames that its routes may have. */
  readonly hostnames: readonly string[];
  /** Those below its wildcards that others have. */
  readonly delegatedHostnames: readonly string[];
  /** Those among its hostnames that other clusters answer for as well. */
  readonly globalHostnames: readonly string[];
  /** What its routes may attach to: `<kind>/<namespace>/<name>`. */
  readonly parents: readonly string[];
}

/** What a Namespace says of the hostnames that are granted to it, as annotations. */
export function grantAnnotations(grants: readonly GatewayGrants[]): Record<string, string> {
  return listAnnotations({
    [namespaceAnnotations.hostnames]: grants.flatMap(({ hostnames }) => hostnames),
    [namespaceAnnotations.delegatedHostnames]: grants.flatMap(({ delegatedHostnames }) => delegatedHostnames),
    [namespaceAnnotations.globalHostnames]: grants.flatMap(({ globalHostnames }) => globalHostnames),
    [namespaceAnnotations.parents]: grants.flatMap(({ parents }) => parents),
  });
}
