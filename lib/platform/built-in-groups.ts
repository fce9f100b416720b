/**
 * API groups that a cluster with Flux serves before any platform service is installed. The Gateway API ends in `k8s.io` like
 * Kubernetes' own groups, and comes as CRDs all the same.
 */
export const builtInGroups =
  /^$|^(?:apps|batch|autoscaling|policy)$|^(?!gateway\.networking\.|snapshot\.storage\.).*\.k8s\.io$|\.toolkit\.fluxcd\.io$/;
