import { Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

export const hub = oneCluster((cluster) => {
  new Tenant(cluster, 'monitoring', { namespaces: ['monitoring', 'kube-system'] });
});
