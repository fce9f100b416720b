import { Cluster, type ClusterScope, GitSource, Hub, Releases, SecretRef, Tenant } from 'cdk8s-flux-hub';

const releases = Releases.in(`${__dirname}/releases`);

class Billing extends Tenant {
  constructor(cluster: Cluster) {
    super(cluster, 'billing', {
      owners: ['@acme/billing'],
      source: GitSource.https('https://github.com/acme/billing', { ref: releases.ref('billing', cluster.environment) }),
    });
    this.addKustomization('api', { path: './deploy' });
  }
}

class Search extends Tenant {
  constructor(cluster: Cluster) {
    super(cluster, 'search', {
      namespaces: ['kube-search'],
      source: GitSource.ssh('ssh://git@github.com/acme/search', {
        deployKey: SecretRef.external('git', { createdBy: 'hand' }),
      }),
    });
    const index = this.addKustomization('index');
    this.addKustomization('api', { dependsOn: [index], timeout: '-5m' });
  }
}

class AcmeCluster extends Cluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
  }
}

export const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });
hub.environment('staging').cluster('staging-eu', (scope, id) => {
  const cluster = new AcmeCluster(scope, id);
  new Billing(cluster);
  new Search(cluster);
  return cluster;
});
hub.environment('prod').cluster('prod-eu', (scope, id) => {
  const cluster = new AcmeCluster(scope, id);
  new Billing(cluster);
  new Search(cluster);
  return cluster;
});
