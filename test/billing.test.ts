import type { ClusterScope } from 'cdk8s-flux-hub';
import { renderTenant } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { AcmeCluster } from '../clusters/acme-cluster';
import { Billing } from '../tenants/billing';

test('billing reads its own Secrets and nobody else’s', () => {
  const acme = { domain: 'acme.test', region: 'eu', nodePool: 'any' };
  const cluster = (scope: ClusterScope, id: string) => new AcmeCluster(scope, id, acme);
  const { can, findings } = renderTenant((on: AcmeCluster) => new Billing(on), cluster, { environment: 'staging' });

  expect(findings).toEqual([]);
  expect(can('billing/reconciler', 'get', 'secrets', 'billing')).toBe(true);
  expect(can('billing/reconciler', 'get', 'secrets', 'payments')).toBe(false);
});
