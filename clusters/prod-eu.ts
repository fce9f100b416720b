import type { ClusterScope } from 'cdk8s-flux-hub';
import { Billing } from '../tenants/billing';
import { Payments } from '../tenants/payments';
import { AcmeCluster } from './acme-cluster';

export class ProdEu extends AcmeCluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { domain: 'eu.acme.io', region: 'eu-central-1', nodePool: 'platform' });
    new Billing(this);
    new Payments(this);
  }
}
