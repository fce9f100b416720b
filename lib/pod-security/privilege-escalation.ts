import { below } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';
import { isForWindows } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const privilegeEscalation: Control = {
  id: 'privilege-escalation',
  level: 'restricted',
  title: 'Privilege escalation',
  description: 'No process gets more privileges than the one that started it, by set-user-ID files for instance.',
  since: 8,
  *check(pod, minor) {
    if (minor >= 25 && isForWindows(pod)) return;
    for (const container of containersOf(pod)) {
      const field = below(container, 'securityContext', 'allowPrivilegeEscalation');
      if (field.value !== false) yield issueAt(field, 'Set it to false.');
    }
  },
};
