import { below } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';
import { isForWindows } from './pod-fields';
import { badProfiles, isAllowedProfile, seccomp } from './seccomp';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const seccompRestricted: Control = {
  id: 'seccomp-restricted',
  level: 'restricted',
  title: 'Seccomp profile',
  description: 'Every container has a seccomp profile, its own or that of its Pod.',
  since: 19,
  replaces: seccomp.id,
  *check(pod, minor) {
    if (minor >= 25 && isForWindows(pod)) return;
    yield* badProfiles(pod);
    if (isAllowedProfile(below(pod.spec, 'securityContext', 'seccompProfile'))) return;
    for (const container of containersOf(pod)) {
      const profile = below(container, 'securityContext', 'seccompProfile');
      if (profile.value === undefined)
        yield issueAt(
          below(profile, 'type'),
          `Set ${pod.spec.path}.securityContext.seccompProfile.type to RuntimeDefault.`,
        );
    }
  },
};
