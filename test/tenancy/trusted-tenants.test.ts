import { Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import type { PlatformAccounts } from '../../lib/policies/platform-accounts';
import { clusterWith, found } from '../support/plain-cluster';

function said(platformAccounts: PlatformAccounts): string[] {
  const tenants = clusterWith(
    (cluster) => {
      new Tenant(cluster, 'shop', { namespaces: ['shop', 'shop-jobs'] });
      new Tenant(cluster, 'search', {});
    },
    { platformAccounts },
  );
  return found(renderCluster(tenants));
}

test.each([
  ['system:authenticated', 'shop'],
  ['system:serviceaccounts', 'shop'],
  ['system:serviceaccounts:shop-jobs', 'shop'],
  ['system:serviceaccounts:search', 'search'],
])('the group %s is an error, since tenant %s is one of it', (group, tenant) => {
  expect(said({ groups: ['acme:platform', group] })).toEqual([
    `tenancy/trusted-tenant: \`platformAccounts\` has ${group}, which tenant ${tenant} acts as: no admission policy would hold it.`,
  ]);
});

test("so is a tenant's ServiceAccount", () => {
  expect(said({ users: ['system:serviceaccount:search:reconciler'] })).toEqual([
    expect.stringContaining('has system:serviceaccount:search:reconciler, which tenant search acts as'),
  ]);
});

test('people and ServiceAccounts of the platform are none of them', () => {
  expect(
    said({
      groups: ['acme:platform', 'system:serviceaccounts:kyverno'],
      users: ['jane@acme.io', 'system:serviceaccount:shopping:reconciler'],
    }),
  ).toEqual([]);
});
