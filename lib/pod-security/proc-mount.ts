import { below } from '../manifest/place';
import { containersOf, type Pod } from '../manifest/pod';
import { type Control, type Issue, issueAt } from './control';
import { hasUserNamespace } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const procMount: Control = {
  id: 'proc-mount',
  level: 'baseline',
  title: 'Masks of /proc',
  description:
    'No container sees /proc without its masks, unless its Pod has a user namespace (from Kubernetes 1.35 on).',
  check: (pod, minor) => (minor >= 35 && hasUserNamespace(pod) ? [] : unmasked(pod)),
};

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const procMountRestricted: Control = {
  id: 'proc-mount-restricted',
  level: 'restricted',
  title: 'Masks of /proc',
  description: 'No container sees /proc without its masks.',
  since: 35,
  replaces: procMount.id,
  check: unmasked,
};

function* unmasked(pod: Pod): Iterable<Issue> {
  for (const container of containersOf(pod)) {
    const field = below(container, 'securityContext', 'procMount');
    if (field.value !== undefined && field.value !== 'Default')
      yield issueAt(field, 'Leave it out, or set it to Default.');
  }
}
