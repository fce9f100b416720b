import { GitSource, Releases, Tenant } from 'cdk8s-flux-hub';
import { oneCluster } from './one-cluster';

const releases = Releases.in(`${__dirname}/releases`);

export const hub = oneCluster((cluster) => {
  new Tenant(cluster, 'billing', {
    source: GitSource.https('https://github.com/acme/billing', { ref: releases.ref('billing', cluster.environment) }),
  });
});
