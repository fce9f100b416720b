import { GitSource, NetworkPeer, SecretRef, Tenant } from 'cdk8s-flux-hub';
import type { AcmeCluster } from '../clusters/acme-cluster';
import { releases } from '../releases';

export class Billing extends Tenant {
  constructor(cluster: AcmeCluster) {
    super(cluster, 'billing', {
      owners: ['@acme/billing'],
      source: GitSource.ssh('ssh://git@github.com/acme/billing-apps', {
        ref: releases.ref('billing', cluster.environment),
        deployKey: SecretRef.sops('git'),
      }),
      quota: { cpu: 20, memory: '64Gi', pods: 200 },
      network: { egress: [NetworkPeer.cidr('10.40.0.0/24', { ports: [5432] })] },
    });
    const api = this.addKustomization('api', {
      path: `./deploy/${cluster.environment.name}`,
      variables: true,
      wait: true,
    });
    this.addKustomization('worker', { path: `./worker/${cluster.environment.name}`, dependsOn: [api] });
    cluster.platform.gateway.grantHostnames(this, `billing.${cluster.domain}`);
  }
}
