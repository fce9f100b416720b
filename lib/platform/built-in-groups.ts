import { isFluxGroup } from '../versions/flux';

/** The Gateway API ends in `k8s.io` like Kubernetes' own groups, and comes as CRDs all the same. */
const kubernetes = /^$|^(?:apps|batch|autoscaling|policy)$|^(?!gateway\.networking\.|snapshot\.storage\.).*\.k8s\.io$/;

/** Whether a cluster with Flux serves an API group before any platform service is installed. */
export function isBuiltInGroup(group: string): boolean {
  return kubernetes.test(group) || isFluxGroup(group);
}
