import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Cluster,
  DataPlane,
  GatewayTls,
  Hub,
  JsonPatch,
  PlatformService,
  SecretRef,
  SharedGateway,
} from 'cdk8s-flux-hub';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, onTestFinished, test, vi } from 'vitest';

import { type FleetSettings, Orders } from './fleet/tenant';

/** A cluster for each environment, with a gateway and the tenant orders. */
function hubOf(
  environments: Readonly<Record<string, FleetSettings>>,
  more: (cluster: Cluster, gateway: SharedGateway) => void = () => {},
): Hub {
  const hub = new Hub({ repository: 'ssh://git@example.com/hub', root: join(__dirname, 'fleet') });
  for (const [environment, settings] of Object.entries(environments))
    hub.environment(environment).cluster(`${environment}-eu`, (scope, id) => {
      const cluster = new Cluster(scope, id, {
        kubernetes: '1.34',
        flux: { version: '2.9.4' },
        gatewayApi: { version: '1.6' },
      });
      const gateway = new SharedGateway(cluster, 'gateway', {
        className: 'any',
        tls: GatewayTls.secret(SecretRef.external('tls', { createdBy: 'a person' })),
        dataPlane: DataPlane.pods({ namespace: 'gateway', labels: { app: 'proxy' } }),
      });
      new Orders(cluster, gateway, settings);
      more(cluster, gateway);
      return cluster;
    });
  return hub;
}

const granted = (hostname: string): FleetSettings => ({ hostname });

function stage(hub: Hub, clusters: readonly string[] = []) {
  const outdir = mkdtempSync(join(tmpdir(), 'flux-hub-fleet-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  return hub.stage({ outdir, clusters, onCluster: () => {} });
}

/** The line of the tenant's file that has a text. */
function lineOf(text: string) {
  const lines = readFileSync(join(__dirname, 'fleet', 'tenant.ts'), 'utf8').split('\n');
  return { file: 'tenant.ts', line: lines.findIndex((line) => line.includes(text)) + 1 };
}

test('a hostname of staging that prod has too stops the synth, with the line of each grant', () => {
  const { findings, staged } = stage(hubOf({ staging: granted('shop.acme.io'), prod: granted('shop.acme.io') }));

  expect(staged).toBe(false);
  expect(findings.map(({ rule, severity, cluster }) => ({ rule, severity, cluster }))).toEqual([
    { rule: 'gateway/hostname-on-several-clusters', severity: 'error', cluster: 'staging-eu' },
    { rule: 'gateway/hostname-on-several-clusters', severity: 'error', cluster: 'prod-eu' },
  ]);
  expect(findings[0]).toMatchObject({
    message: 'Tenant orders is granted shop.acme.io on several clusters, and does not say so: prod-eu, staging-eu.',
    object: { apiVersion: 'v1', kind: 'Namespace', name: 'orders' },
    ...lineOf('gateway.grantHostnames('),
    construct: expect.stringMatching(/^staging-eu\/orders\//),
  });
});

test('a hostname that each cluster says others answer for is fine, and one that only some say it of is not', () => {
  const global = { hostname: 'www.acme.io', global: true };

  expect(renderHub(hubOf({ staging: global, prod: global })).findings).toEqual([]);
  expect(renderHub(hubOf({ staging: global, prod: granted('www.acme.io') })).findings).toMatchObject([
    { cluster: 'prod-eu' },
  ]);
});

test('what a cluster prints is printed once, also where a line of it is looked up later', () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => printed.mockRestore());
  const environments = { staging: granted('shop.acme.io'), prod: granted('shop.acme.io') };
  const { findings } = stage(hubOf(environments, ({ name }) => process.stdout.write(`composing ${name}\n`)));

  expect(findings).toMatchObject([{ line: expect.any(Number) }, { line: expect.any(Number) }]);
  expect(printed.mock.calls).toEqual([['composing staging-eu\n'], ['composing prod-eu\n']]);
});

test('a hostname of a platform service is compared as well, and those who have it are named', () => {
  const registry = (cluster: Cluster, gateway: SharedGateway) => {
    const service = new PlatformService(cluster, 'registry', { createNamespace: true });
    gateway.grantHostnames(service, 'registry.acme.io', ...(cluster.name === 'prod-eu' ? ['shop.acme.io'] : []));
  };
  const { findings } = renderHub(hubOf({ staging: granted('shop.acme.io'), prod: {} }, registry));
  const of = (text: string) => findings.filter(({ message }) => message.includes(text)).map(({ message }) => message);

  expect(of('granted registry.acme.io')).toEqual(
    Array(2).fill(
      'Platform service registry is granted registry.acme.io on several clusters, and does not say so: prod-eu, staging-eu.',
    ),
  );
  expect(of('granted shop.acme.io')).toEqual([
    'Tenant orders is granted shop.acme.io, which prod-eu, staging-eu grant to several: platform service registry, tenant orders.',
    'Platform service registry is granted shop.acme.io, which prod-eu, staging-eu grant to several: platform service registry, tenant orders.',
  ]);
  expect(findings.map(({ file }) => file)).toEqual(Array(4).fill(expect.any(String)));
});

test('branches of one repository for environments are a warning, where the source is made', () => {
  const { findings, staged } = stage(hubOf({ staging: { branch: 'staging' }, prod: { branch: 'main' } }));

  expect(staged).toBe(true);
  expect(findings.filter(({ severity }) => severity !== 'note')).toMatchObject([
    {
      rule: 'flux/branch-per-environment',
      severity: 'warning',
      cluster: 'staging-eu',
      message:
        'GitRepository orders/orders follows ssh://git@example.com/orders, of which environments have branches of their own: main, staging.',
      ...lineOf("super(cluster, 'orders'"),
    },
  ]);
});

test('a selection of clusters is not judged as a fleet, and says by which rules it is not', () => {
  const hub = hubOf({ staging: granted('shop.acme.io'), prod: granted('shop.acme.io') });
  const skippedRules = ['flux/branch-per-environment', 'gateway/hostname-on-several-clusters'];
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => written.mockRestore());

  expect(stage(hub, ['prod-eu'])).toMatchObject({ findings: [], skippedRules, staged: true });
  expect(stage(hub, ['prod-eu', 'staging-eu'])).toMatchObject({ skippedRules: [], staged: false });
  hub.synth({ outdir: stage(hub, ['prod-eu']).outdir, clusters: ['prod-eu'], onCluster: () => {} });
  expect(written.mock.calls.map(([text]) => text)).toEqual([
    `2 rules over the whole fleet were skipped: ${skippedRules.join(', ')}\n`,
  ]);
});

test('what a tenant accepts on every cluster is a note on each, and idle on none that does not need it', () => {
  const accepted = { accept: 'flux/branch-per-environment' };
  const { findings } = renderHub(
    hubOf({ staging: { branch: 'staging', ...accepted }, prod: { branch: 'main', ...accepted } }),
  );

  expect(findings).toMatchObject([
    {
      rule: 'flux/branch-per-environment',
      severity: 'note',
      acknowledged: { reason: 'until the move' },
      message: expect.stringMatching(/ Acknowledged: until the move$/),
    },
  ]);
});

test('what one cluster accepts is not accepted on the others', () => {
  const { findings } = renderHub(
    hubOf({
      staging: { ...granted('shop.acme.io'), accept: 'gateway/hostname-on-several-clusters' },
      prod: granted('shop.acme.io'),
    }),
  );

  expect(findings.map(({ severity, cluster }) => `${severity} ${cluster}`)).toEqual([
    'note staging-eu',
    'error prod-eu',
  ]);
});

test('an annotation on an object accepts it as well', () => {
  const annotation = '/metadata/annotations/cdk8s-flux-hub~1acknowledge';
  const accept = JsonPatch.add(annotation, 'gateway/hostname-on-several-clusters: they move this week');
  const hub = hubOf({ staging: granted('shop.acme.io'), prod: granted('shop.acme.io') }, (cluster) =>
    cluster.override(({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'orders', accept, { expect: 1 }),
  );

  expect(renderHub(hub).findings).toMatchObject([{ severity: 'note' }, { severity: 'note' }]);
});

test('an acknowledgement that no cluster needs is a finding at the line that says it', () => {
  const idle = { accept: 'flux/branch-per-environment' };
  const { findings } = renderHub(hubOf({ staging: idle, prod: idle }));

  expect(findings).toMatchObject(
    ['staging-eu', 'prod-eu'].map((cluster) => ({
      rule: 'checks/acknowledgement',
      severity: 'warning',
      message: `${cluster}/orders acknowledges flux/branch-per-environment, which has nothing to say of it.`,
      cluster,
      ...lineOf('acknowledge(this'),
    })),
  );
});

test('the stage says of each cluster what the rules were told', () => {
  const { outdir } = stage(hubOf({ prod: { branch: 'main', ...granted('shop.acme.io') } }));
  const { clusters } = JSON.parse(readFileSync(join(outdir, '.index', 'fleet.json'), 'utf8'));

  expect(clusters).toEqual([
    {
      name: 'prod-eu',
      environment: 'prod',
      tenants: [{ name: 'orders', namespaces: ['orders'] }],
      sources: [
        {
          object: {
            apiVersion: 'source.toolkit.fluxcd.io/v1',
            kind: 'GitRepository',
            namespace: 'orders',
            name: 'orders',
          },
          construct: 'prod-eu/orders/source-orders',
          owner: 'tenant/orders',
          url: 'ssh://git@example.com/orders',
          ref: { branch: 'main' },
        },
      ],
      hostnames: [
        {
          object: { apiVersion: 'v1', kind: 'Namespace', name: 'orders' },
          construct: expect.stringMatching(/^prod-eu\/orders\//),
          hostname: 'shop.acme.io',
          owner: 'tenant/orders',
          global: false,
        },
      ],
      objects: expect.any(Number),
      files: expect.any(Number),
    },
  ]);
});
