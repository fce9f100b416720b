import { GitSource, JsonPatch, Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

export const hub = oneCluster((cluster) => {
  const billing = new Tenant(cluster, 'billing', { source: GitSource.https('https://github.com/acme/billing') });
  billing.addKustomization('database');
  const api = billing.addKustomization('api');
  api.patch(JsonPatch.add('/spec/dependsOn', [{ name: 'databse' }]));
});
