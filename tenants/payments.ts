import { GitSource, NetworkPeer, SecretRef, Tenant } from 'cdk8s-flux-hub';
import type { AcmeCluster } from '../clusters/acme-cluster';
import { releases } from '../releases';

export class Payments extends Tenant {
  constructor(cluster: AcmeCluster) {
    super(cluster, 'payments', {
      owners: ['@acme/payments'],
      source: GitSource.https('https://github.com/acme/payments-config', {
        ref: releases.ref('payments', cluster.environment),
        credentials: SecretRef.sops('git-https'),
      }),
      quota: { cpu: 10, memory: '32Gi', pods: 100 },
      network: { egress: [NetworkPeer.internet({ ports: [443] })] },
    });
    this.addKustomization('payments', { path: './deploy', variables: true });
    cluster.platform.gateway.grantHostnames(this, `payments.${cluster.domain}`);
  }
}
