import type { IndexedObject } from '../manifest/manifest-index';
import type { TenantNamespaces } from '../rbac/isolation';
import { tenantOf } from './owner-key';

/** The tenants among the owners of some objects, with the namespaces that are theirs. */
export function tenantNamespaces(objects: readonly IndexedObject[]): readonly TenantNamespaces[] {
  const tenants = new Map<string, string[]>();
  for (const { manifest, owner = '' } of objects) {
    const tenant = tenantOf(owner);
    if (tenant === undefined || manifest.apiVersion !== 'v1' || manifest.kind !== 'Namespace') continue;
    tenants.set(tenant, [...(tenants.get(tenant) ?? []), manifest.metadata.name]);
  }
  return [...tenants].map(([tenant, namespaces]) => ({ tenant, namespaces }));
}
