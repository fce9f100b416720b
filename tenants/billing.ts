import { type Cluster, GitSource, SecretRef, Tenant } from 'cdk8s-flux-hub';

export class Billing extends Tenant {
  constructor(cluster: Cluster) {
    super(cluster, 'billing', {
      owners: ['@acme/billing'],
      source: GitSource.ssh('ssh://git@github.com/acme/billing-apps', {
        ref: { branch: 'main' },
        deployKey: SecretRef.sops('git'),
      }),
      quota: { cpu: 20, memory: '64Gi', pods: 200 },
    });
    const api = this.addKustomization('api', { path: `./deploy/${cluster.environment.name}`, wait: true });
    this.addKustomization('worker', { path: `./worker/${cluster.environment.name}`, dependsOn: [api] });
  }
}
