import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { releasePlace } from './releases';

/** Two HelmReleases that Helm takes for one. */
export const releaseTaken: ClusterRule = {
  id: 'flux/release-taken',
  severity: 'error',
  title: 'One Helm release, two owners',
  why: "Each upgrades the release to its own chart and values for ever, and deleting one uninstalls the other's objects.",
  fix: 'Give one of them another spec.releaseName, or another spec.storageNamespace.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/#release-name'],
  *check({ index }) {
    const taken = new Map<string, IndexedObject>();
    for (const object of fluxKinds(index, 'HelmRelease')) {
      const { name, namespace, elsewhere = '' } = releasePlace(object);
      const place = `${elsewhere}/${namespace}/${name}`;
      const first = taken.get(place);
      if (first)
        yield {
          object,
          message: `is release ${name} of namespace ${namespace}, as ${formatId(idOf(first.manifest))} is`,
          also: first.origin(),
        };
      else taken.set(place, object);
    }
  },
};
