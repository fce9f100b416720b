import { acknowledge, type Cluster, GitSource, SecretRef, type SharedGateway, Tenant } from 'cdk8s-flux-hub';

/** What a tenant of a test's fleet has on one of its clusters. */
export interface FleetSettings {
  /** The branch that it follows. @default - a tag */
  readonly branch?: string;
  /** A rule whose findings it accepts. @default - none */
  readonly accept?: string;
  /** A hostname that it is granted. @default - none */
  readonly hostname?: string;
  /** Whether other clusters answer for it as well. @default false */
  readonly global?: boolean;
}

export class Orders extends Tenant {
  constructor(cluster: Cluster, gateway: SharedGateway, settings: FleetSettings) {
    const { branch, accept, hostname, global } = settings;
    super(cluster, 'orders', {
      source: GitSource.ssh('ssh://git@example.com/orders', {
        ref: branch === undefined ? { tag: '1.0.0' } : { branch },
        deployKey: SecretRef.external('git', { createdBy: 'a person' }),
      }),
    });
    this.addKustomization('app');
    if (hostname !== undefined) {
      if (global) gateway.grantGlobalHostnames(this, hostname);
      else gateway.grantHostnames(this, hostname);
    }
    if (accept !== undefined) acknowledge(this, accept, { reason: 'until the move' });
  }
}
