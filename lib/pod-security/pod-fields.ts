import { below, type Place } from '../manifest/place';
import { containersOf, type Pod } from '../manifest/pod';

/** A field of the `securityContext` of the Pod and of each container, set or not. */
export function securityFields(pod: Pod, ...fields: readonly string[]): readonly Place[] {
  return [pod.spec, ...containersOf(pod)].map((place) => below(place, 'securityContext', ...fields));
}

/** Whether it says that it runs on Windows, where some fields cannot be set. */
export function isForWindows({ spec }: Pod): boolean {
  return below(spec, 'os', 'name').value === 'windows';
}

/** Whether it has a user namespace, in which root is nobody on the node. */
export function hasUserNamespace({ spec }: Pod): boolean {
  return below(spec, 'hostUsers').value === false;
}
