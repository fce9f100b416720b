import { GitSource, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

export const hub = oneCluster((cluster) => {
  new Tenant(cluster, 'billing', {
    source: GitSource.ssh('git@github.com:acme/billing', { deployKey: SecretRef.sops('git') }),
  }).addKustomization('api');
});
