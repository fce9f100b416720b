import type { ClusterRule } from '../rule';
import { takenByPlatform } from './pinning';

/** What the platform takes from elsewhere in any version of a range. */
export const versionRange: ClusterRule = {
  id: 'flux/version-range',
  severity: 'note',
  title: 'Range of versions',
  why: 'A new version within the range reaches all clusters that follow it at once, with no commit that could be reverted.',
  fix: 'Where clusters are to follow one after the other, name an exact version and let a bot raise it.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
  *check(facts) {
    for (const { object, says, pinning } of takenByPlatform(facts))
      if (pinning === 'range') yield { object, message: `has ${says}, a range` };
  },
};
