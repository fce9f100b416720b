import { appliedAs } from '../checks/facts/applied-as';
import type { FluxInstallation } from '../checks/facts/flux-installation';
import { appliesHub } from '../checks/facts/hub-content';
import { type Tenancy, type Tenant, tenancyOf } from '../checks/facts/tenancy';
import { tenantLabel } from '../manifest/hub-names';
import type { Manifest } from '../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../manifest/manifest-index';
import { recordsIn, textOf } from '../rbac/untyped';

const labelled = [
  ['', 'Namespace'],
  ['', 'ServiceAccount'],
  ['rbac.authorization.k8s.io', 'RoleBinding'],
] as const;

/**
 * The tenants of a cluster whose YAML says nothing of owners: namespaces that carry a tenant's label, or that hold one's objects;
 * namespaces, other than Flux's own, with a Kustomization that applies what another repo than the hub's holds; and namespaces
 * that one such repo, followed as it changes, is all applied to. A team that Flux's own namespace is labelled with is the platform's.
 */
export function inferTenancy(index: ManifestIndex, hubSources: ReadonlySet<string>, flux: FluxInstallation): Tenancy {
  const tenantOf = new Map<string, string>();
  const platform = index.get({ group: '', kind: 'Namespace', name: flux.namespace })?.manifest.metadata.labels?.[
    tenantLabel
  ];
  const note = (namespace: string | undefined, tenant: string | undefined) => {
    if (namespace === undefined || namespace === flux.namespace || namespace.startsWith('kube-')) return;
    if (tenant !== undefined && tenant !== platform && !tenantOf.has(namespace)) tenantOf.set(namespace, tenant);
  };
  const grouped = groupedOnly(index, flux);
  for (const [group, kind] of labelled)
    for (const { manifest } of index.ofKind(group, kind)) {
      const namespace = placeOf(manifest);
      if (!grouped.has(namespace)) note(namespace, manifest.metadata.labels?.[tenantLabel]);
    }
  const foreign = index
    .ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')
    .filter(({ manifest }) => !appliesHub(index, hubSources, manifest));
  for (const { manifest } of foreign) note(manifest.metadata.namespace, manifest.metadata.namespace);
  for (const { namespace, tenant } of deployedFrom(index, flux, foreign)) note(namespace, tenant);
  return tenancyOf(byTenant(tenantOf));
}

function placeOf({ kind, metadata }: Manifest): string | undefined {
  return kind === 'Namespace' ? metadata.name : metadata.namespace;
}

/** Namespaces where Flux releases charts with its own rights, and nobody has an account: a label there only says which team looks after it. */
function groupedOnly(index: ManifestIndex, flux: FluxInstallation): ReadonlySet<string | undefined> {
  const withAccounts = new Set(
    [...index.ofKind('', 'ServiceAccount'), ...index.ofKind('rbac.authorization.k8s.io', 'RoleBinding')].map(
      ({ manifest }) => manifest.metadata.namespace,
    ),
  );
  const released = index
    .ofKind('helm.toolkit.fluxcd.io', 'HelmRelease')
    .filter(({ manifest }) => appliedAs(manifest, flux) === 'controller')
    .map(({ manifest }) => manifest.metadata.namespace);
  return new Set(released.filter((namespace) => !withAccounts.has(namespace)));
}

/**
 * The namespaces that Kustomizations beside Flux apply repos to. A repo that several namespaces are made of is a base of the
 * platform's; so is a release of somebody else's, which is pinned.
 */
function deployedFrom(index: ManifestIndex, flux: FluxInstallation, foreign: readonly IndexedObject[]) {
  const ofRepo = new Map<string, { namespace: string; tenant: string }[]>();
  for (const { manifest } of foreign) {
    const [spec] = recordsIn([manifest.spec]);
    const namespace = textOf(spec?.targetNamespace);
    const label = manifest.metadata.labels?.[tenantLabel];
    if (manifest.metadata.namespace !== flux.namespace || namespace === '') continue;
    // Whoever writes this down means a part of the platform.
    if (label === undefined && spec?.serviceAccountName === 'kustomize-controller') continue;
    const repo = followedRepo(index, manifest, spec?.sourceRef);
    if (repo === undefined) continue;
    const targets = ofRepo.get(repo) ?? [];
    if (targets.every((target) => target.namespace !== namespace))
      targets.push({ namespace, tenant: label ?? namespace });
    ofRepo.set(repo, targets);
  }
  return [...ofRepo.values()].filter(({ length }) => length === 1).flat();
}

/** The address of a Git repo that is followed by a branch; undefined for every other source. */
function followedRepo(index: ManifestIndex, { metadata }: Manifest, sourceRef: unknown): string | undefined {
  const [ref] = recordsIn([sourceRef]);
  if (ref?.kind !== 'GitRepository') return undefined;
  const namespace = textOf(ref.namespace) || metadata.namespace;
  const source = index.get({
    group: 'source.toolkit.fluxcd.io',
    kind: 'GitRepository',
    namespace,
    name: textOf(ref.name),
  });
  const [spec] = recordsIn([source?.manifest.spec]);
  const [at] = recordsIn([spec?.ref]);
  const isPinned = at?.commit !== undefined || at?.tag !== undefined || textOf(at?.name).startsWith('refs/tags/');
  return spec === undefined || isPinned ? undefined : textOf(spec.url);
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
