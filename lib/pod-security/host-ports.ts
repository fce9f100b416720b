import { below, itemsOf } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { type Control, issueAt } from './control';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostPorts: Control = {
  id: 'host-ports',
  level: 'baseline',
  title: 'Ports of the node',
  description: 'No container takes a port of its node.',
  *check(pod) {
    for (const container of containersOf(pod))
      for (const port of itemsOf(below(container, 'ports'))) {
        const hostPort = below(port, 'hostPort');
        if (hostPort.value !== undefined && hostPort.value !== 0)
          yield issueAt(hostPort, 'Leave it out; a Service makes the port reachable.');
      }
  },
};
