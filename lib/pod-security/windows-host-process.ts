import { type Control, isOn, issueAt } from './control';
import { securityFields } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const windowsHostProcess: Control = {
  id: 'windows-host-process',
  level: 'baseline',
  title: 'Processes of a Windows node',
  description: 'No container is a process of its Windows node.',
  *check(pod) {
    for (const field of securityFields(pod, 'windowsOptions', 'hostProcess'))
      if (isOn(field)) yield issueAt(field, 'Leave it out, or set it to false.');
  },
};
