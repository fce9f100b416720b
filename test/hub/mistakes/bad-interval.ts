import { GitSource, Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

const shared = JSON.parse('{ "interval": "5 minutes" }');

export const hub = oneCluster((cluster) => {
  const billing = new Tenant(cluster, 'billing', { source: GitSource.https('https://github.com/acme/billing') });
  billing.addKustomization('api', shared);
});
