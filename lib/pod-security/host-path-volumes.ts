import { below, itemsOf } from '../manifest/place';
import { type Control, issueAt } from './control';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostPathVolumes: Control = {
  id: 'host-path-volumes',
  level: 'baseline',
  title: 'Volumes from the node',
  description: 'No volume is a folder of the node: others keep secrets and sockets there.',
  *check({ spec }) {
    for (const volume of itemsOf(below(spec, 'volumes'))) {
      const hostPath = below(volume, 'hostPath');
      if (hostPath.value !== undefined) yield issueAt(hostPath, 'Use an emptyDir or a persistentVolumeClaim.');
    }
  },
};
