import { below } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostProbes: Control = {
  id: 'host-probes',
  level: 'baseline',
  title: 'Probes of other hosts',
  description:
    'Probes and lifecycle hooks ask the Pod itself: the node, which sends them, reaches hosts that the Pod does not.',
  since: 34,
  *check(pod) {
    for (const container of containersOf(pod))
      for (const handler of handlers)
        for (const action of ['httpGet', 'tcpSocket']) {
          const host = below(container, ...handler, action, 'host');
          if (host.value !== undefined && host.value !== '') yield issueAt(host, 'Leave it out; it is the Pod then.');
        }
  },
};
