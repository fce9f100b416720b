import { GitSource, Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

const source = GitSource.https('https://github.com/acme/billing');

export const hub = oneCluster((cluster) => {
  new Tenant(cluster, 'billing', { source }).addKustomization('api');
  new Tenant(cluster, 'billing', { source }).addKustomization('api');
});
