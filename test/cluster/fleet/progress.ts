import { readyOf } from '../harness/conditions';
import type { KubernetesApi } from '../harness/kubernetes-api';
import { kustomization } from '../harness/refs';

/** What happened to a Kustomization for the first time. */
export interface Milestone {
  /** `<namespace>/<name>` */
  readonly name: string;
  readonly what: 'applied something' | 'became ready';
}

/**
 * Notes the milestones of all Kustomizations from now on, in the order in which they came to be.
 * @returns what was noted so far, and growing
 */
export async function noteProgress(api: KubernetesApi): Promise<readonly Milestone[]> {
  const milestones: Milestone[] = [];
  const note = (name: string, what: Milestone['what']) => {
    if (!milestones.some((noted) => noted.name === name && noted.what === what)) milestones.push({ name, what });
  };
  await api.watch(kustomization(''), (object) => {
    const name = `${object.metadata.namespace}/${object.metadata.name}`;
    if (object.status?.inventory !== undefined) note(name, 'applied something');
    if (readyOf(object)?.status === 'True') note(name, 'became ready');
  });
  return milestones;
}
