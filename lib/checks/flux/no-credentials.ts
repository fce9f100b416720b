import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';

/** A repository that is cloned over SSH without a key. */
export const noCredentials: ClusterRule = {
  id: 'flux/no-credentials',
  severity: 'error',
  title: 'SSH without a key',
  why: 'No Git server lets anybody in over SSH without one: the source never becomes ready, nor what is applied from it.',
  fix: 'Name a Secret with identity and known_hosts in spec.secretRef, or give the source `credentials`.',
  see: ['https://fluxcd.io/flux/components/source/gitrepositories/#ssh-authentication'],
  *check({ index }) {
    for (const object of index.ofKind('source.toolkit.fluxcd.io', 'GitRepository')) {
      const { url, secretRef } = specOf<{ url: string; secretRef: object }>(object);
      // A construct of ours has said so itself, with the line.
      if (object.construct !== undefined || typeof url !== 'string') continue;
      if (url.startsWith('ssh://') && !secretRef) yield { object, message: `clones ${url}, and names no Secret` };
    }
  },
};
