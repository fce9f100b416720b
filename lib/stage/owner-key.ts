/** Key of what belongs to a cluster itself, and to no platform service or tenant. */
export const clusterKey = 'cluster';

/** Key of a platform service or tenant, unique on its cluster: `platform/loki`, `tenant/billing`. */
export function ownerKey(kind: 'platform' | 'tenant', name: string): string {
  return `${kind}/${name}`;
}

/** What a key stands for in the reader's words: `platform service loki`, `tenant billing`, and else `the platform`. */
export function describedOwner(key = ''): string {
  const [kind, name] = key.split('/');
  return name === undefined ? 'the platform' : `${kind === 'tenant' ? 'tenant' : 'platform service'} ${name}`;
}

/** The name of the tenant that a key stands for; undefined where it stands for something else. */
export function tenantOf(key: string): string | undefined {
  return key.startsWith('tenant/') ? key.slice('tenant/'.length) : undefined;
}
