import { Cluster, Hub } from 'cdk8s-flux-hub';

/** A hub rooted in this folder, whose one cluster is sound until it is populated. */
export function oneCluster(populate: (cluster: Cluster) => void): Hub {
  const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });
  hub.environment('prod').cluster('prod-eu', (scope, id) => {
    const cluster = new Cluster(scope, id, {
      kubernetes: '1.34',
      flux: { version: '2.9.4' },
      decryption: { secret: 'sops-age' },
    });
    populate(cluster);
    return cluster;
  });
  return hub;
}
