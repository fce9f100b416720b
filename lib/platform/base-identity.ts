import type { Construct } from 'constructs';
import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import { KubeObject } from '../object/kube-object';

type Patches = NonNullable<KustomizationSpec['patches']>;

/**
 * Lets the HelmReleases of a base repo install under lockdown: a ServiceAccount in their namespace with cluster-admin, and the
 * patch that makes them use it.
 */
export function baseIdentity(
  scope: Construct,
  namespace: string,
  patches: KustomizationSpec['patches'] = [],
): { patches: Patches } {
  const name = 'helm-reconciler';
  new KubeObject(scope, 'helm-identity', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace },
    automountServiceAccountToken: false,
  });
  new KubeObject(scope, 'helm-identity-binding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `${namespace}-${name}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  const patch = `- op: add\n  path: /spec/serviceAccountName\n  value: ${name}\n`;
  return { patches: [...patches, { target: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' }, patch }] };
}
