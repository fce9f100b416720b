import type { ClusterScope } from 'cdk8s-flux-hub';
import { Billing } from '../tenants/billing';
import { Payments } from '../tenants/payments';
import { Search } from '../tenants/search';
import { AcmeCluster } from './acme-cluster';

export class StagingEu extends AcmeCluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { domain: 'eu.staging.acme.io', region: 'eu-central-1', nodePool: 'general' });
    new Billing(this);
    new Payments(this);
    new Search(this);
  }
}
