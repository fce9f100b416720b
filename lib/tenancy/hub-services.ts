import type { Construct } from 'constructs';
import { HubService } from '../platform/hub-service';
import type { PlatformAccounts } from '../policies/platform-accounts';
import { admissionPolicies } from '../policies/policies';
import { validatingAdmissionPolicy } from '../policies/validating-admission-policy';
import { tenantRoleManifests } from './role';

/** Puts the hub's own services on a cluster, before any other: nobody else can have their names. */
export function addHubServices(cluster: Construct, accounts: PlatformAccounts | undefined): void {
  new HubService(cluster, 'tenancy', tenantRoleManifests());
  new HubService(
    cluster,
    'policies',
    admissionPolicies(accounts).flatMap((policy) => validatingAdmissionPolicy(policy, accounts)),
  );
  new HubService(cluster, 'variables');
}
