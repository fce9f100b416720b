import { below } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, isOn, issueAt } from './control';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const privileged: Control = {
  id: 'privileged',
  level: 'baseline',
  title: 'Privileged containers',
  description: 'No container is privileged: it would be root on its node.',
  *check(pod) {
    for (const container of containersOf(pod)) {
      const field = below(container, 'securityContext', 'privileged');
      if (isOn(field)) yield issueAt(field, 'Leave it out, or set it to false.');
    }
  },
};
