import type { AdmissionPolicy } from './policy';
import { builtIn } from './resources';

/** What goes before what on a full node. Controllers of Kubernetes make Pods: everybody is asked. */
export const podPriorities: AdmissionPolicy = {
  name: 'flux-hub-pod-priorities',
  title: 'Pods with the priority of the system',
  why: 'They would drive out the Pods of others, and of the platform.',
  resources: [builtIn('', { Pod: 'pods' })],
  operations: ['CREATE'],
  where: 'tenant-namespaces',
  asks: 'everybody',
  expression: '!has(object.spec.priorityClassName) || !object.spec.priorityClassName.startsWith("system-")',
  message: 'Use another priority class: those that begin with system- are for what the cluster itself needs.',
};
