import { tenantLabel } from '../../manifest/hub-names';
import type { IndexedObject } from '../../manifest/manifest-index';
import type { Tenancy, Tenant } from '../facts/tenancy';
import { specOf } from './spec-of';

/** Whose objects a Kustomization or HelmRelease applies: its owner's, or of the platform's the tenant's that it is for. */
export function servedTenant(tenancy: Tenancy, object: IndexedObject): Tenant | undefined {
  const owner = tenancy.of(object);
  if (owner) return owner;
  const { targetNamespace } = specOf<{ targetNamespace: string }>(object);
  const label = object.manifest.metadata.labels?.[tenantLabel];
  return tenancy.ofNamespace(targetNamespace) ?? tenancy.named(label);
}
