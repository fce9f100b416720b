import type { IConstruct } from 'constructs';
import { report } from '../object/composition';
import type { Owner } from '../object/owner';
import { accountsWithin, type PlatformAccounts } from '../policies/platform-accounts';

/**
 * Reports platform accounts that ServiceAccounts of tenants are. What holds tenants then never depends on who the platform is: the
 * check of a spoke need not be told.
 */
export function reportTrustedTenants(cluster: IConstruct, accounts: PlatformAccounts, owners: Iterable<Owner>): void {
  const tenants = new Map<string, string>();
  for (const { ownerKind, name, namespaces } of owners)
    for (const account of ownerKind === 'tenant' ? namespaces.flatMap((each) => accountsWithin(each, accounts)) : [])
      if (!tenants.has(account)) tenants.set(account, name);
  for (const [account, tenant] of tenants)
    report(cluster, {
      rule: 'tenancy/trusted-tenant',
      message: `\`platformAccounts\` has ${account}, which tenant ${tenant} acts as: no admission policy would hold it.`,
      fix: 'Name the groups and users of the platform, and no ServiceAccount that tenants have.',
    });
}
