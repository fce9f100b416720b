import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterScope } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { ProdEu } from '../../clusters/prod-eu';
import { Shop } from './shop';

const at = { name: 'prod-eu', environment: 'prod', secrets: 'read' } as const;
const before = renderCluster((scope, id) => new ProdEu(scope, id), at);

/** The example's production cluster in Europe, with one more tenant. */
function withShop(...hostnames: readonly string[]): Rendering {
  return renderCluster((scope: ClusterScope, id: string) => {
    const cluster = new ProdEu(scope, id);
    new Shop(cluster, hostnames);
    return cluster;
  }, at);
}

/** Where a file of the example grants its hostname. */
function lineOf(file: string): string {
  const lines = readFileSync(join(__dirname, '../..', file), 'utf8').split('\n');
  return `${file}:${lines.findIndex((line) => line.includes('.grantHostnames(')) + 1}`;
}

describe('a second tenant on the example’s production cluster', () => {
  test.each([
    ['taken', 'billing.eu.acme.io', 'was', 'Grant shop another hostname.'],
    [
      'covering',
      '*.eu.acme.io',
      'covers billing.eu.acme.io,',
      "Grant shop another hostname, or delegate billing.eu.acme.io: gateway.delegate('billing.eu.acme.io', { to: billing }).",
    ],
  ])('is refused a %s hostname, with both tenants and their lines', (_, hostname, relation, fix) => {
    const { findings, files } = withShop(hostname);

    expect(files).toEqual({});
    expect(findings).toContainEqual({
      rule: 'gateway/hostname-taken',
      severity: 'error',
      message: `Hostname ${hostname}, granted to tenant shop at test/gateway/shop.ts:8, ${relation} granted to tenant billing at ${lineOf('tenants/billing.ts')}.`,
      fix,
      cluster: 'prod-eu',
      file: 'test/gateway/shop.ts',
      line: 8,
      construct: 'prod-eu/shop',
    });
  });

  test('is refused a covered hostname, with both tenants and their lines', () => {
    const { findings, files } = renderCluster((scope: ClusterScope, id: string) => {
      const cluster = new ProdEu(scope, id);
      new Shop(cluster, ['*.shop.eu.acme.io']);
      new Shop(cluster, ['de.shop.eu.acme.io'], 'kiosk');
      return cluster;
    }, at);

    expect(files).toEqual({});
    expect(findings.map(({ message, fix }) => ({ message, fix }))).toEqual([
      {
        message:
          'Hostname de.shop.eu.acme.io, granted to tenant kiosk at test/gateway/shop.ts:8, lies below *.shop.eu.acme.io, granted to tenant shop at test/gateway/shop.ts:8.',
        fix: "Grant kiosk another hostname, or delegate de.shop.eu.acme.io: gateway.delegate('de.shop.eu.acme.io', { to: kiosk }).",
      },
    ]);
  });

  test('is refused the hostname of a platform service too', () => {
    expect(withShop('registry.eu.acme.io').findings.map(({ message }) => message)).toEqual([
      expect.stringContaining(`was granted to platform service harbor at ${lineOf('clusters/platform/harbor.ts')}.`),
    ]);
  });

  test('changes only its own files and the gateway’s where the hostname is free', () => {
    const { findings, files } = withShop('shop.eu.acme.io');
    const paths = [...new Set([...Object.keys(before.files), ...Object.keys(files)])];

    expect(findings).toEqual([]);
    expect(paths.filter((path) => before.files[path] !== files[path]).sort()).toEqual([
      'clusters/prod-eu/kustomization.yaml',
      'clusters/prod-eu/tenants/shop.yaml',
      'hostnames/prod-eu.md',
      'infrastructure/prod-eu/gateway-config/certificate.yaml',
      'infrastructure/prod-eu/gateway/gateway.yaml',
      'tenants/prod-eu/shop/base/kustomization.yaml',
      'tenants/prod-eu/shop/base/tenant.yaml',
    ]);
  });
});
