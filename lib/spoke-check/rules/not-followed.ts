import { fluxKinds } from '../../checks/flux/kinds';
import type { SpokeRule } from '../spoke-rule';

/** A Flux object of the tenant's own, by which more is applied than the repo shows. */
export const notFollowed: SpokeRule = {
  id: 'spoke/not-followed',
  severity: 'note',
  title: 'Chart or folder whose objects are not judged',
  why: 'Nothing is fetched and no chart is rendered here: what it brings the cluster judges, as the same account and by the same policies.',
  fix: 'Nothing here: look at what Flux says of it once it is applied. `helm template` shows what a chart makes.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/'],
  *check({ index }) {
    for (const object of fluxKinds(index, 'HelmRelease'))
      yield { object, message: 'is judged itself, and not what its chart makes' };
    for (const object of fluxKinds(index, 'Kustomization'))
      yield { object, message: 'is judged itself, and not what it applies' };
  },
};
