import type { Construct } from 'constructs';
import { fluxSystem, platformIdentity } from '../flux/names';
import type { Manifest } from '../manifest/manifest';
import { KubeObject } from '../object/kube-object';
import { type FluxIdentity, Owner, type Part } from '../object/owner';
import { guardPolicy, type PlatformAccounts } from './guard-policy';
import { tenantRoleManifests } from './role';

/** Objects that every tenant of a cluster needs, as a platform service of the hub's own. */
class HubService extends Owner {
  constructor(cluster: Construct, name: string, manifests: readonly Manifest[]) {
    super(cluster, name, 'platform', [fluxSystem]);
    for (const manifest of manifests) new KubeObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }

  override get fluxIdentity(): FluxIdentity {
    return platformIdentity;
  }

  override parts(): readonly Part[] {
    return [{ name: 'main', kustomization: `infra-${this.name}`, role: 'infra', dependsOn: [], keep: false }];
  }

  override partOf(): string {
    return 'main';
  }
}

/** The roles and the policies that hold tenants in place: `infra-tenancy` and `infra-policies`. */
export function addTenancyServices(cluster: Construct, accounts: PlatformAccounts | undefined): void {
  new HubService(cluster, 'tenancy', tenantRoleManifests());
  new HubService(cluster, 'policies', guardPolicy(accounts));
}
