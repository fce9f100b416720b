import { below, itemsOf } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';

/** What container runtimes give anyway, without NET_RAW. */
const allowed: readonly unknown[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const capabilities: Control = {
  id: 'capabilities',
  level: 'baseline',
  title: 'Added capabilities',
  description: 'No container adds capabilities beyond those that container runtimes give anyway.',
  *check(pod) {
    for (const container of containersOf(pod))
      for (const added of itemsOf(below(container, 'securityContext', 'capabilities', 'add')))
        if (!allowed.includes(added.value)) yield issueAt(added, `Add none, or only of ${allowed.join(', ')}.`);
  },
};
