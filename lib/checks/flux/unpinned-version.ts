import type { ClusterRule } from '../rule';
import { takenByPlatform } from './pinning';

/** What the platform takes from elsewhere without saying which version. */
export const unpinnedVersion: ClusterRule = {
  id: 'flux/unpinned-version',
  severity: 'warning',
  title: 'No version',
  why: 'Whatever is published there next is applied to every cluster at once, unseen, with no commit that says when or that could be reverted.',
  fix: 'Name a tag, a commit, a digest or an exact version, and let a bot raise it.',
  see: [
    'https://fluxcd.io/flux/components/source/gitrepositories/#reference',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
  ],
  *check(facts) {
    for (const { object, says, pinning } of takenByPlatform(facts))
      if (pinning === 'moving') yield { object, message: `has ${says}` };
  },
};
