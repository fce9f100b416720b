import type { FluxInstallation } from '../checks/facts/flux-installation';
import { type Tenancy, type Tenant, tenancyOf } from '../checks/facts/tenancy';
import type { Manifest } from '../manifest/manifest';
import type { ManifestIndex } from '../manifest/manifest-index';

/** What `flux create tenant`, and this library, write onto what a tenant gets. @see https://fluxcd.io/flux/cmd/flux_create_tenant/ */
const tenantLabel = 'toolkit.fluxcd.io/tenant';

const labelled = [
  ['', 'Namespace'],
  ['', 'ServiceAccount'],
  ['rbac.authorization.k8s.io', 'RoleBinding'],
] as const;

/**
 * The tenants of a cluster whose YAML says nothing of owners: namespaces that carry a tenant's label, or that hold one's objects;
 * and namespaces, other than Flux's own, with a Kustomization that applies what another repo than the hub's holds.
 */
export function inferTenancy(index: ManifestIndex, hubSources: ReadonlySet<string>, flux: FluxInstallation): Tenancy {
  const tenantOf = new Map<string, string>();
  const note = (namespace: string | undefined, tenant: string | undefined) => {
    if (namespace !== undefined && namespace !== flux.namespace && tenant !== undefined && !tenantOf.has(namespace))
      tenantOf.set(namespace, tenant);
  };
  for (const [group, kind] of labelled)
    for (const { manifest } of index.ofKind(group, kind))
      note(placeOf(manifest), manifest.metadata.labels?.[tenantLabel]);
  for (const { manifest } of index.ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
    const { namespace } = manifest.metadata;
    if (!isOn(manifest, hubSources)) note(namespace, namespace);
  }
  return tenancyOf(byTenant(tenantOf));
}

function placeOf({ kind, metadata }: Manifest): string | undefined {
  return kind === 'Namespace' ? metadata.name : metadata.namespace;
}

function isOn({ metadata, spec }: Manifest, sources: ReadonlySet<string>): boolean {
  const { sourceRef } = (spec ?? {}) as { readonly sourceRef?: { kind?: string; name?: string; namespace?: string } };
  return sources.has(`${sourceRef?.kind}/${sourceRef?.namespace ?? metadata.namespace}/${sourceRef?.name}`);
}

function byTenant(tenantOf: ReadonlyMap<string, string>): Tenant[] {
  const namespaces = new Map<string, string[]>();
  for (const [namespace, tenant] of tenantOf) {
    const known = namespaces.get(tenant);
    if (known) known.push(namespace);
    else namespaces.set(tenant, [namespace]);
  }
  return [...namespaces]
    .map(([name, own]) => ({ name, namespaces: own.sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
