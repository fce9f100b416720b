import { below } from '../manifest/place';
import { type Control, isOn, issueAt } from './control';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostNamespaces: Control = {
  id: 'host-namespaces',
  level: 'baseline',
  title: 'Namespaces of the node',
  description:
    "A Pod shares neither the network nor the processes nor the IPC of its node: they reach other tenants' Pods.",
  *check({ spec }) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'].map((name) => below(spec, name)))
      if (isOn(field)) yield issueAt(field, 'Leave it out, or set it to false.');
  },
};
