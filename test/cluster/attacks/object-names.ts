import type { ObjectRef } from '../harness/kubernetes-api';

const FLUX = 'toolkit.fluxcd.io';
const GATEWAY = 'gateway.networking.k8s.io/v1';
const RBAC = 'rbac.authorization.k8s.io/v1';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Alert: `notification.${FLUX}/v1beta3`,
  APIService: 'apiregistration.k8s.io/v1',
  ClusterRole: RBAC,
  ClusterRoleBinding: RBAC,
  ConfigMap: 'v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  Deployment: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Gateway: GATEWAY,
  GitRepository: `source.${FLUX}/v1`,
  HelmChart: `source.${FLUX}/v1`,
  HelmRelease: `helm.${FLUX}/v2`,
  HTTPRoute: GATEWAY,
  Kustomization: `kustomize.${FLUX}/v1`,
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Pod: 'v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  ResourceQuota: 'v1',
  Role: RBAC,
  RoleBinding: RBAC,
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ValidatingAdmissionPolicyBinding: 'admissionregistration.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
};

/** The object that `Kind namespace/name` means, or `Kind name` where it lies in no namespace. */
export function objectNamed(text: string): ObjectRef {
  const [, kind = '', namespace, name = ''] = /^(\w+) (?:([^/]+)\/)?([^/]+)$/.exec(text) ?? [];
  const apiVersion = API_VERSIONS[kind];
  if (apiVersion === undefined)
    throw new Error(`${text} names no object: it is not written like one, or of a kind that is not listed`);
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
}
