import { renderCluster } from 'cdk8s-flux-hub/testing';
import type { Manifest } from '../../../lib/manifest/manifest';
import { NAMESPACES, namespaceOf, PLATFORM } from '../../policies/cases';
import { clusterWith } from '../../support/plain-cluster';
import type { Hub } from '../harness/cluster';

/** A hub that renders the policies, and nothing else. */
export function hub(name: string): Hub {
  const { files } = renderCluster(
    clusterWith(() => {}, { platformAccounts: PLATFORM }),
    { name },
  );
  return {
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`deploy/${path}`, text])),
    upstreams: { urls: {} },
  };
}

const accounts = ['reconciler', 'reconciler-of-orders', 'web'];

/** Where the cases happen. Everybody may do everything, so that it is the policies that refuse. */
export const stage: readonly Manifest[] = [
  ...Object.keys(NAMESPACES).map(namespaceOf),
  ...Object.keys(NAMESPACES).flatMap((namespace) =>
    accounts.map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } })),
  ),
  ...['important', 'shop-system-1'].map((name) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 1000,
  })),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'everybody' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' }],
  },
];
