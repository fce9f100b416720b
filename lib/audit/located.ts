import type { Manifest } from '../manifest/manifest';
import { mapIn, stringIn } from '../tree/fields';
import type { TreeCluster } from '../tree/tree';

/**
 * A cluster and those that it applies to from afar, each with the objects that are on it: what a Kustomization with a
 * kubeconfig applies is not where the Kustomization is. The first is the cluster itself.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-reference
 */
export function located(cluster: TreeCluster): TreeCluster[] {
  const places = placesOf(cluster);
  const remote = [...new Set(places.values())].filter((place) => place !== here).sort();
  if (remote.length === 0) return [cluster];
  return [here, ...remote].map((place) => ({
    ...cluster,
    name: place === here ? cluster.name : `${cluster.name}/${place}`,
    kustomizations: cluster.kustomizations.filter(({ appliedBy }) => placeOf(appliedBy, places) === place),
    objects: cluster.objects.filter(({ kustomization }) => placeOf(kustomization, places) === place),
    ...(place !== here && { fluxSystem: undefined }),
  }));
}

/** The cluster whose Flux it is. */
const here = '';

function placeOf(kustomization: string | undefined, places: ReadonlyMap<string, string>): string {
  return (kustomization === undefined ? undefined : places.get(kustomization)) ?? here;
}

/** Where each Kustomization applies to, as the namespace and name of the kubeconfig. Those that apply others come before them. */
function placesOf({ kustomizations }: TreeCluster): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { key, appliedBy, manifest } of kustomizations)
    places.set(key, kubeconfigOf(manifest) ?? placeOf(appliedBy, places));
  return places;
}

function kubeconfigOf({ metadata, spec }: Manifest): string | undefined {
  const { secretRef, configMapRef } = mapIn(mapIn(spec).kubeConfig);
  const name = stringIn(mapIn(secretRef).name) ?? stringIn(mapIn(configMapRef).name);
  return name === undefined ? undefined : `${metadata.namespace}/${name}`;
}
