import { Tenant } from 'cdk8s-flux-hub';
import type { Rendering } from 'cdk8s-flux-hub/testing';
import { renderGateway } from './gateway-cluster';

/** Two tenants, each with the hostnames that it is granted, on a line of its own. */
export function granting(hostnames: Readonly<Record<'billing' | 'search', readonly string[]>>): Rendering {
  return renderGateway((gateway, cluster) => {
    const billing = new Tenant(cluster, 'billing', {});
    const search = new Tenant(cluster, 'search', {});
    if (hostnames.billing.length > 0) gateway.grantHostnames(billing, ...hostnames.billing);
    if (hostnames.search.length > 0) gateway.grantHostnames(search, ...hostnames.search);
  });
}
