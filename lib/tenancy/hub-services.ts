import type { Construct } from 'constructs';
import { HubService } from '../platform/hub-service';
import type { PlatformAccounts } from '../policies/platform-accounts';
import { type AdmissionEngine, admissionEngines, admissionManifests } from './admission';
import { tenantRoleManifests } from './role';

/** Puts the hub's own services on a cluster, before any other: nobody else can have their names. */
export function addHubServices(cluster: Construct, admission: AdmissionEngine, accounts: PlatformAccounts): void {
  const engine = admissionEngines[admission];
  new HubService(cluster, 'tenancy', tenantRoleManifests());
  new HubService(cluster, 'policies', admissionManifests(engine, accounts), engine.needs);
  new HubService(cluster, 'variables');
}
