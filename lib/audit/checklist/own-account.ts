import type { ClusterFacts } from '../../checks/facts/cluster-facts';
import { fluxKinds } from '../../checks/flux/kinds';
import { specOf } from '../../checks/flux/spec-of';
import type { IndexedObject } from '../../manifest/manifest-index';

interface Applying {
  readonly serviceAccountName: string;
  readonly kubeConfig: object;
}

/** Kustomizations and HelmReleases that name no ServiceAccount: whoever Flux says they run as, they do. */
export function withoutAccount({ index }: ClusterFacts): IndexedObject[] {
  return fluxKinds(index, 'Kustomization', 'HelmRelease').filter((object) => {
    const { serviceAccountName, kubeConfig } = specOf<Applying>(object);
    return !serviceAccountName && !kubeConfig;
  });
}
