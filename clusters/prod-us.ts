import type { ClusterScope } from 'cdk8s-flux-hub';
import { Billing } from '../tenants/billing';
import { Search } from '../tenants/search';
import { AcmeCluster } from './acme-cluster';

export class ProdUs extends AcmeCluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { domain: 'us.acme.io', region: 'us-east-1', nodePool: 'platform' });
    new Billing(this);
    new Search(this);
  }
}
