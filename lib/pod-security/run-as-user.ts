import { type Control, issueAt } from './control';
import { hasUserNamespace, securityFields } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const runAsUser: Control = {
  id: 'run-as-user',
  level: 'restricted',
  title: 'User 0',
  description: 'No container runs as user 0, unless the Pod has a user namespace (from Kubernetes 1.35 on).',
  since: 23,
  *check(pod, minor) {
    if (minor >= 35 && hasUserNamespace(pod)) return;
    for (const field of securityFields(pod, 'runAsUser'))
      if (field.value === 0) yield issueAt(field, 'Leave it out, or set it to the id of another user.');
  },
};
