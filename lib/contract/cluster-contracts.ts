import { groupBy } from '../manifest/group-by';
import { groupOf, type Manifest } from '../manifest/manifest';
import type { ManifestIndex } from '../manifest/manifest-index';
import { namespaceAnnotations } from '../manifest/namespace-annotations';
import type { Access } from '../rbac/access';
import { filledNamespaces } from '../routing/filled-namespaces';
import { tenantOf } from '../stage/owner-key';
import { listIn, mapIn } from '../tree/fields';
import type { ClusterVersions } from '../versions/cluster-versions';
import { type FluxComponent, fluxReleases } from '../versions/flux';
import { rulesIn } from './admitted-kinds';
import { appContract } from './app-contract';
import type { ClusterContract, FluxContract } from './contract';
import { partHash } from './contract-hash';
import { namespaceContract } from './namespace-contract';
import { parentsOf } from './parents';

/**
 * What each tenant has on a cluster, by its name: read from the manifests, which are all that the cluster will see. An owner whose
 * Namespaces do not say that they are a tenant's has no contract: admission policies would refuse whatever it brings.
 */
export function clusterContracts(
  cluster: ClusterVersions,
  index: ManifestIndex,
  access: Access,
): ReadonlyMap<string, ClusterContract> {
  const tenants = groupBy(index.objects, ({ owner = '', ofHub }) => (ofHub ? undefined : tenantOf(owner)));
  const flux = fluxContract(cluster);
  const served = servedByHub(index);
  return new Map(
    [...tenants].flatMap(([tenant, objects]) => {
      const manifests = objects.map(({ manifest }) => manifest);
      if (tenant === undefined || !manifests.some(isOfTenant)) return [];
      const part = tenantContract(cluster, flux, index, access, served, manifests);
      return [[tenant, { hash: partHash(part), ...part }] as const];
    }),
  );
}

function isOfTenant({ kind, metadata }: Manifest): boolean {
  return kind === 'Namespace' && metadata.annotations?.[namespaceAnnotations.namespaces] !== undefined;
}

function tenantContract(
  { kubernetes, gatewayApi }: ClusterVersions,
  flux: FluxContract,
  index: ManifestIndex,
  access: Access,
  served: ReadonlySet<string | undefined>,
  manifests: readonly Manifest[],
): Omit<ClusterContract, 'hash'> {
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const namespaces = ofKind('Namespace');
  const home = namespaces[0]?.metadata.name ?? '';
  const kustomizations = manifests.filter(isAppOfFlux);
  const configMaps = ofKind('ConfigMap').filter(({ metadata }) => metadata.namespace === home);
  const apps = kustomizations.map((each) => [each.metadata.name, appContract(each, configMaps)] as const);
  const accounts = [...new Set(apps.map(([, { serviceAccount }]) => `${home}/${serviceAccount}` as const))];
  const given = namespaces.map((namespace) => {
    const { name } = namespace.metadata;
    const inside = manifests.filter(({ metadata }) => metadata.namespace === name);
    return [name, namespaceContract(namespace, inside, rulesIn(access, accounts, name))] as const;
  });
  const rules = (policy: string, direction: 'ingress' | 'egress') =>
    ofKind('NetworkPolicy')
      .filter(({ metadata }) => metadata.name === policy && metadata.namespace === home)
      .flatMap(({ spec }) => listIn(mapIn(spec)[direction]).map(mapIn));
  return {
    kubernetes,
    ...(gatewayApi && { gatewayApi: gatewayApi.version }),
    flux,
    namespaces: Object.fromEntries(given),
    parents: parentsOf(index, namespaces),
    apps: Object.fromEntries(apps),
    ...(namespaces.some(({ metadata }) => served.has(metadata.name)) && { filled: true }),
    network: { dns: rules('allow-dns', 'egress'), gateway: rules('allow-gateway', 'ingress') },
  };
}

/** Namespaces that the hub puts Services into, or charts, which may bring some. */
function servedByHub(index: ManifestIndex): ReadonlySet<string | undefined> {
  const manifestsOf = (group: string, kind: string) => index.ofKind(group, kind).map(({ manifest }) => manifest);
  return new Set([
    ...filledNamespaces(manifestsOf('helm.toolkit.fluxcd.io', 'HelmRelease')),
    ...manifestsOf('', 'Service').map(({ metadata }) => metadata.namespace),
  ]);
}

/** Whether a manifest is a Flux Kustomization. */
export function isAppOfFlux({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Kustomization' && groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io';
}

function fluxContract({ flux }: ClusterVersions): FluxContract {
  const { kinds } = fluxReleases[flux.release];
  const served = flux.components.map((component) => kinds[component as FluxComponent] ?? {});
  return { version: flux.version, apiVersions: Object.assign({}, ...served) };
}
