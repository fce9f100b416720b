import { reconciler } from '../manifest/hub-names';
import type { AdmissionPolicy } from './policy';
import { builtIn, gatewayApi } from './resources';

/** What belongs to the whole cluster, but for admission policies: the API server holds no change of them against any. */
export const clusterObjects: AdmissionPolicy = {
  name: 'flux-hub-cluster-objects',
  title: 'Changes of what belongs to the whole cluster, by tenants',
  why: 'A tenant would leave its namespaces: by a ClusterRoleBinding, a webhook, a definition, a GatewayClass, or a Namespace more.',
  resources: [
    builtIn('', { Namespace: 'namespaces' }),
    builtIn('admissionregistration.k8s.io', {
      MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
      ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
    }),
    builtIn('apiextensions.k8s.io', { CustomResourceDefinition: 'customresourcedefinitions' }),
    builtIn('apiregistration.k8s.io', { APIService: 'apiservices' }),
    builtIn('networking.k8s.io', { IngressClass: 'ingressclasses' }),
    builtIn('rbac.authorization.k8s.io', { ClusterRole: 'clusterroles', ClusterRoleBinding: 'clusterrolebindings' }),
    builtIn('scheduling.k8s.io', { PriorityClass: 'priorityclasses' }),
    builtIn('storage.k8s.io', { StorageClass: 'storageclasses' }),
    gatewayApi({ GatewayClass: 'gatewayclasses' }),
  ],
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  where: 'everywhere',
  asks: 'others',
  expression: `!request.userInfo.username.matches("^system:serviceaccount:[^:]+:${reconciler}$")`,
  message: 'This belongs to the whole cluster, and so to the hub repo.',
};
