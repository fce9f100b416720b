import { annotationList, namespaceAnnotations } from '../manifest/namespace-annotations';
import type { GatewayAccess } from './gateway-access';

/** What the Namespaces of a tenant say of it. */
interface Said {
  readonly namespaces: readonly string[];
  /** What addresses of its sources may be, or begin with where they end with a slash. */
  readonly sources: readonly string[];
  readonly gateways: readonly GatewayAccess[];
}

/** What the Namespaces of a tenant say of it, as annotations. */
export function tenantAnnotations({ namespaces, sources, gateways }: Said): Record<string, string> {
  const lists: Readonly<Record<string, readonly string[]>> = {
    [namespaceAnnotations.namespaces]: namespaces,
    [namespaceAnnotations.sources]: sources,
    [namespaceAnnotations.hostnames]: gateways.flatMap(({ hostnames }) => hostnames),
    [namespaceAnnotations.delegatedHostnames]: gateways.flatMap(({ delegatedHostnames }) => delegatedHostnames),
    [namespaceAnnotations.globalHostnames]: gateways.flatMap(({ globalHostnames }) => globalHostnames),
    [namespaceAnnotations.parents]: gateways.flatMap(({ parents }) => parents),
  };
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, values]) => {
      const list = annotationList(values);
      return list === undefined ? [] : [[name, list]];
    }),
  );
}
