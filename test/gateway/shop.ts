import { Tenant } from 'cdk8s-flux-hub';
import type { AcmeCluster } from '../../clusters/acme-cluster';

/** A tenant that the example does not have. */
export class Shop extends Tenant {
  constructor(cluster: AcmeCluster, hostnames: readonly string[], name = 'shop') {
    super(cluster, name, {});
    cluster.platform.gateway.grantHostnames(this, ...hostnames);
  }
}
