import { below } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';
import { hasUserNamespace } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const runAsNonRoot: Control = {
  id: 'run-as-non-root',
  level: 'restricted',
  title: 'Running as root',
  description:
    'Every container says, itself or by its Pod, that it does not run as root, unless the Pod has a user namespace (from Kubernetes 1.35 on).',
  *check(pod, minor) {
    if (minor >= 35 && hasUserNamespace(pod)) return;
    const ofPod = below(pod.spec, 'securityContext', 'runAsNonRoot');
    if (ofPod.value !== undefined && ofPod.value !== true) yield issueAt(ofPod, 'Set it to true.');
    for (const container of containersOf(pod)) {
      const own = below(container, 'securityContext', 'runAsNonRoot');
      if (own.value === undefined && ofPod.value !== true) yield issueAt(own, `Set ${ofPod.path} to true.`);
      if (own.value !== undefined && own.value !== true) yield issueAt(own, 'Set it to true.');
    }
  },
};
