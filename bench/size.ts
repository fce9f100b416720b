/** How many clusters a fleet has, and how many tenants each of them. */
export interface Size {
  readonly clusters: number;
  readonly tenants: number;
}

/** A Namespace, ServiceAccount, RoleBinding, ResourceQuota, NetworkPolicy, HTTPRoute, GitRepository and Kustomization. */
export const objectsPerTenant = 8;

/** `50x100`: 50 clusters of 100 tenants. @throws Error where the text says something else */
export function parseSize(text: string): Size {
  const [, clusters, tenants] = /^([1-9]\d*)x([1-9]\d*)$/.exec(text) ?? [];
  if (!clusters || !tenants) throw new Error(`${text} is no size: write clusters x tenants, such as 50x100`);
  return { clusters: Number(clusters), tenants: Number(tenants) };
}

/** How many objects are rendered. */
export function objectsOf({ clusters, tenants }: Size): number {
  return clusters * tenants * objectsPerTenant;
}
