import { Cluster, type ClusterProps, Hub } from 'cdk8s-flux-hub';

export const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });

hub.environment('prod').cluster('prod-eu', (scope, id) => {
  return new Cluster(scope, id, {} as ClusterProps);
});
