import type { Construct } from 'constructs';
import { HubService } from '../platform/hub-service';
import { guardPolicy, type PlatformAccounts } from './guard-policy';
import { tenantRoleManifests } from './role';

/** Puts the hub's own services on a cluster, before any other: nobody else can have their names. */
export function addHubServices(cluster: Construct, accounts: PlatformAccounts | undefined): void {
  new HubService(cluster, 'tenancy', tenantRoleManifests());
  new HubService(cluster, 'policies', guardPolicy(accounts));
  new HubService(cluster, 'variables');
}
