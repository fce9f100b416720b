import { Cluster, type ClusterProps, type ClusterScope } from 'cdk8s-flux-hub';
import type { Rendering } from 'cdk8s-flux-hub/testing';

/** What a cluster must say, and no more. */
export const plain: ClusterProps = { kubernetes: '1.34', flux: { version: '2.9.4' } };

/** A cluster that says no more than a cluster must. */
export function plainCluster(scope: ClusterScope, id: string): Cluster {
  return new Cluster(scope, id, plain);
}

/** A factory of clusters that hold something. */
export function clusterWith(populate: (cluster: Cluster) => void, props: Partial<ClusterProps> = {}) {
  return (scope: ClusterScope, id: string): Cluster => {
    const cluster = new Cluster(scope, id, { ...plain, ...props });
    populate(cluster);
    return cluster;
  };
}

/** What was found, as `rule: message`. */
export function found({ findings }: Rendering): string[] {
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}
