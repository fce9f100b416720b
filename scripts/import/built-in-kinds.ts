/**
 * Built-in kinds that are stored as objects, by the Kubernetes minors that serve them. The importer refuses an
 * OpenAPI document whose stable kinds are not these, so that a new release cannot go unnoticed.
 */
export interface BuiltInKinds {
  readonly group: string;
  readonly version: string;
  readonly namespaced?: readonly string[];
  readonly cluster?: readonly string[];
  /** First minor that serves them. @default - the oldest looked at, `oldestMinor`, or one before it */
  readonly since?: string;
  /** Last minor that serves them. @default - still served */
  readonly until?: string;
}

/** The oldest Kubernetes minor that the table speaks of. */
export const oldestMinor = '1.28';

/** @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
export const builtInKinds: readonly BuiltInKinds[] = [
  {
    group: '',
    version: 'v1',
    namespaced: [
      'ConfigMap',
      'Endpoints',
      'Event',
      'LimitRange',
      'PersistentVolumeClaim',
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'ResourceQuota',
      'Secret',
      'Service',
      'ServiceAccount',
    ],
    cluster: ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    cluster: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    cluster: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    since: '1.30',
  },
  { group: 'apiextensions.k8s.io', version: 'v1', cluster: ['CustomResourceDefinition'] },
  { group: 'apiregistration.k8s.io', version: 'v1', cluster: ['APIService'] },
  {
    group: 'apps',
    version: 'v1',
    namespaced: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  },
  { group: 'autoscaling', version: 'v1', namespaced: ['HorizontalPodAutoscaler'] },
  { group: 'autoscaling', version: 'v2', namespaced: ['HorizontalPodAutoscaler'] },
  { group: 'batch', version: 'v1', namespaced: ['CronJob', 'Job'] },
  { group: 'certificates.k8s.io', version: 'v1', cluster: ['CertificateSigningRequest'] },
  { group: 'coordination.k8s.io', version: 'v1', namespaced: ['Lease'] },
  { group: 'discovery.k8s.io', version: 'v1', namespaced: ['EndpointSlice'] },
  { group: 'events.k8s.io', version: 'v1', namespaced: ['Event'] },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1',
    cluster: ['FlowSchema', 'PriorityLevelConfiguration'],
    since: '1.29',
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta3',
    cluster: ['FlowSchema', 'PriorityLevelConfiguration'],
    until: '1.31',
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta2',
    cluster: ['FlowSchema', 'PriorityLevelConfiguration'],
    until: '1.28',
  },
  { group: 'networking.k8s.io', version: 'v1', namespaced: ['Ingress', 'NetworkPolicy'], cluster: ['IngressClass'] },
  { group: 'networking.k8s.io', version: 'v1', cluster: ['IPAddress', 'ServiceCIDR'], since: '1.33' },
  { group: 'node.k8s.io', version: 'v1', cluster: ['RuntimeClass'] },
  { group: 'policy', version: 'v1', namespaced: ['PodDisruptionBudget'] },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    namespaced: ['Role', 'RoleBinding'],
    cluster: ['ClusterRole', 'ClusterRoleBinding'],
  },
  {
    group: 'resource.k8s.io',
    version: 'v1',
    namespaced: ['ResourceClaim', 'ResourceClaimTemplate'],
    cluster: ['DeviceClass', 'ResourceSlice'],
    since: '1.34',
  },
  { group: 'scheduling.k8s.io', version: 'v1', cluster: ['PriorityClass'] },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    namespaced: ['CSIStorageCapacity'],
    cluster: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  },
  { group: 'storage.k8s.io', version: 'v1', cluster: ['VolumeAttributesClass'], since: '1.34' },
];
