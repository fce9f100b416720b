import { accessIn } from '../checks/facts/access';
import { fluxInstallation } from '../checks/facts/flux-installation';
import { isolationIn } from '../checks/facts/isolation';
import { routingIn } from '../checks/facts/routing';
import { tenancyOf } from '../checks/facts/tenancy';
import type { ClusterContract } from '../contract/contract';
import { type IndexedObject, ManifestIndex } from '../manifest/manifest-index';
import { idOf, keyOf } from '../manifest/object-id';
import type { ClusterVersions } from '../versions/cluster-versions';
import { fluxReleases, newestRelease, releaseOf } from '../versions/flux';
import type { BuiltApp } from './built-app';
import type { SpokeFacts } from './spoke-facts';
import { standIns } from './stand-ins';
import { wholeNamespaces } from './whole-namespaces';

/** What the rules are told of a spoke on a cluster. @param name of the cluster, as findings name it */
export function spokeFactsOf(
  name: string,
  tenant: string,
  contract: ClusterContract,
  apps: readonly BuiltApp[],
): SpokeFacts {
  const appliers = new Map(apps.map((app) => [app, ofHub(app.kustomization)]));
  const applied = new Map<IndexedObject, BuiltApp>();
  for (const app of apps)
    for (const { manifest, file = '', line = 1 } of app.objects)
      applied.set({ manifest, file, origin: () => (file === '' ? undefined : { file, line }) }, app);
  const appOf = (object: IndexedObject) => applied.get(object) as BuiltApp;
  const index = new ManifestIndex([...standIns(contract).map(ofHub), ...applied.keys()]);
  const tenancy = tenancyOf([{ name: tenant, namespaces: Object.keys(contract.namespaces) }]);
  const access = accessIn(index);
  return {
    cluster: versionsOf(name, contract),
    index,
    flux: fluxInstallation.lockedDown,
    tenancy,
    access,
    isolation: isolationIn(access, tenancy),
    routing: routingIn(index),
    applierOf: (object) => (applied.has(object) ? appliers.get(appOf(object)) : undefined),
    externals: misplaced(contract, [...applied.keys()]),
    wholeNamespaces: wholeNamespaces(contract, apps),
    hubSources: new Set(),
    hasFolder: () => true,
    contract,
    apps,
    appOf,
  };
}

/**
 * Keys of objects as they would be in the right namespace, whichever that is: what names one that says a wrong namespace is not
 * wrong, too.
 */
function misplaced({ namespaces }: ClusterContract, objects: readonly IndexedObject[]): ReadonlySet<string> {
  const outside = objects
    .map(({ manifest }) => idOf(manifest))
    .filter(({ namespace = '' }) => !(namespace in namespaces));
  return new Set(outside.flatMap((id) => Object.keys(namespaces).map((namespace) => keyOf({ ...id, namespace }))));
}

function ofHub(manifest: IndexedObject['manifest']): IndexedObject {
  return { manifest, ofHub: true, file: '', origin: () => undefined };
}

/** A Flux that is newer than this package counts as the newest that it knows. */
function versionsOf(name: string, { kubernetes, gatewayApi, flux }: ClusterContract): ClusterVersions {
  const release = releaseOf(flux.version) ?? newestRelease;
  const components = Object.entries(fluxReleases[release].kinds)
    .filter(([, kinds]) => Object.keys(kinds).some((kind) => kind in flux.apiVersions))
    .map(([component]) => component);
  return {
    name,
    kubernetes,
    flux: { version: flux.version, release, components },
    ...(gatewayApi !== undefined && { gatewayApi: { version: gatewayApi } }),
  };
}
