/** Key of what belongs to a cluster itself, and to no platform service or tenant. */
export const clusterKey = 'cluster';

/** Key of a platform service or tenant, unique on its cluster: `platform/loki`, `tenant/billing`. */
export function ownerKey(kind: 'platform' | 'tenant', name: string): string {
  return `${kind}/${name}`;
}

/** The name of the tenant that a key stands for; undefined where it stands for something else. */
export function tenantOf(key: string): string | undefined {
  return key.startsWith('tenant/') ? key.slice('tenant/'.length) : undefined;
}
