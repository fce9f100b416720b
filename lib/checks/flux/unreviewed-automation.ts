import type { ClusterRule } from '../rule';
import { automations } from './automations';

const reviewed = ['main', 'master'];

/** Image automation that writes what Flux applies, with nobody in between. */
export const unreviewedAutomation: ClusterRule = {
  id: 'flux/unreviewed-automation',
  severity: 'warning',
  title: 'Image automation on the branch that is applied',
  why: 'Whoever pushes an image changes the cluster without a review, and the deploy key must be let past the protection of the branch.',
  fix: 'Set spec.git.push.branch to a branch of its own, and open a pull request from it.',
  see: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#push'],
  *check({ index }) {
    for (const { object, checkout, push } of automations(index)) {
      if (push === undefined)
        yield {
          object,
          message: `says no spec.git.push.branch, and so pushes to ${checkout ?? 'the branch that it reads'}`,
        };
      else if (push === checkout || reviewed.includes(push)) yield { object, message: `pushes to ${push}` };
    }
  },
};
