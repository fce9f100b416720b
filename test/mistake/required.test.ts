import {
  type Cluster,
  DataPlane,
  GitSource,
  GrpcRoute,
  HelmChart,
  HttpRoute,
  NetworkPeer,
  PlatformService,
  SharedGateway,
  Tenant,
  TlsRoute,
} from 'cdk8s-flux-hub';
import { Probes, Spoke, SpokeApp, type SpokeFolder, SpokeRoute } from 'cdk8s-flux-hub/spoke';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { gatewayProps } from '../gateway/gateway-cluster';
import { contract } from '../spoke/contract';
import { problemsOf } from '../spoke/problems-of';
import { clusterWith } from '../support/plain-cluster';

/** What plain JavaScript may give, where nothing is compiled. */
const left = (given: unknown = {}) => given as never;

/** What stops a cluster. */
function thrown({ findings }: Rendering) {
  return findings.map(({ rule, message, fix, file }) => ({ rule, message, fix, file }));
}

function missing(message: string, fix: string) {
  return [{ rule: 'hub/missing-property', message, fix, file: 'test/mistake/required.test.ts' }];
}

describe('what is left out, and needed, is named with the line and how it is written:', () => {
  test('that of a gateway, all at once', () => {
    const { className } = gatewayProps;
    const rendered = renderCluster(clusterWith((cluster) => new SharedGateway(cluster, 'public', left({ className }))));

    expect(thrown(rendered)).toEqual(
      missing(
        'Gateway public has no `tls` and no `dataPlane`.',
        "Write it: `tls: GatewayTls.certManager({ clusterIssuer: '…' }), dataPlane: DataPlane.pods({ namespace: '…' })`.",
      ),
    );
  });

  test.each([
    ['Tenant shop has undefined', (cluster: Cluster) => new Tenant(cluster, 'shop', { dependsOn: left([undefined]) })],
    [
      "Service harbor has 'gateway'",
      (cluster: Cluster) => new PlatformService(cluster, 'harbor', { dependsOn: [left('gateway')] }),
    ],
    [
      "Kustomization worker has 'api'",
      (cluster: Cluster) =>
        new Tenant(cluster, 'shop', { source: GitSource.https('https://github.com/acme/shop') }).addKustomization(
          'worker',
          { path: './worker', dependsOn: [left('api')] },
        ),
    ],
    [
      'HelmRelease worker has null',
      (cluster: Cluster) =>
        new Tenant(cluster, 'shop').addHelmRelease('worker', {
          chart: HelmChart.repository('https://charts.acme.io', 'worker', { version: '1.0.0' }),
          dependsOn: [left(null)],
        }),
    ],
  ])('what something waits for: %s', (message, make) => {
    const rendered = renderCluster(clusterWith(make));

    expect(thrown(rendered)).toEqual(
      missing(`${message} in its \`dependsOn\`.`, 'Put in what was made, not its name, and make it first.'),
    );
  });

  test('that of a gateway’s proxies, which would else be those of every namespace', () => {
    const rendered = renderCluster(clusterWith(() => DataPlane.pods(left())));

    expect(thrown(rendered)).toEqual(missing('DataPlane.pods has no `namespace`.', "Write it: `namespace: '…'`."));
  });

  test('that of a network peer, which would else be every namespace, or all of its Pods', () => {
    const namespace = renderCluster(clusterWith(() => NetworkPeer.namespace(left(null))));
    const pods = renderCluster(clusterWith(() => NetworkPeer.namespace('logs', { pods: { app: left(null) } })));

    expect(thrown(namespace)).toEqual(missing('NetworkPeer.namespace has no `name`.', "Write it: `name: '…'`."));
    expect(thrown(pods)).toEqual(missing('`pods` of NetworkPeer.namespace has no `app`.', "Write it: `app: '…'`."));
  });

  const routes: readonly [string, (tenant: Tenant, gateway: SharedGateway) => unknown, string][] = [
    ['a route', (tenant) => new HttpRoute(tenant, 'web', left({ rules: [] })), 'HTTPRoute web has no `parent`.'],
    ['its rules', (tenant) => new HttpRoute(tenant, 'web', left()), 'HTTPRoute web has no `rules`.'],
    ['those of gRPC', (tenant) => new GrpcRoute(tenant, 'api', left()), 'GRPCRoute api has no `rules`.'],
    [
      'one of them',
      (tenant) => new GrpcRoute(tenant, 'api', left({ rules: [{}] })),
      'A rule of a GRPCRoute has no `backends`.',
    ],
    ['what ends TLS', (tenant) => new TlsRoute(tenant, 'tls', left()), 'TLSRoute tls has no `backends`.'],
    [
      'who gets a hostname',
      (_, gateway) => gateway.delegate('a.acme.io', left()),
      'The delegation of a.acme.io has no `to`.',
    ],
    [
      'on more listeners too',
      (_, gateway) => gateway.addListenerSet('more').delegate('a.acme.io', left()),
      'The delegation of a.acme.io has no `to`.',
    ],
    ['a chart', (tenant) => tenant.addHelmRelease('cache', left()), 'HelmRelease cache has no `chart`.'],
  ];

  test.each(routes)('%s', (_, make, message) => {
    const rendered = renderCluster(
      clusterWith(
        (cluster) => make(new Tenant(cluster, 'shop', {}), new SharedGateway(cluster, 'public', gatewayProps)),
        {
          gatewayApi: { version: '1.6' },
        },
      ),
    );

    expect(thrown(rendered)).toContainEqual(missing(message, expect.stringMatching(/^Write it: `\w+: .+`\.$/))[0]);
  });

  const inSpoke: readonly [string, (folder: SpokeFolder) => unknown, string][] = [
    [
      'the probes of an app',
      (folder) => new SpokeApp(folder, 'web', left({ name: 'web', image: 'web:1' })),
      "App web has no `probes`. Write it: `probes: Probes.http('/healthz')`.",
    ],
    [
      'an app’s properties altogether',
      (folder) => new SpokeApp(folder, 'web', undefined as never),
      "App web has no `name` and no `image` and no `probes`. Write it: `name: 'web', image: '…:1.0.0', probes: Probes.http('/healthz')`.",
    ],
    [
      'what a route serves',
      (folder) => new SpokeRoute(folder, 'route', left({ name: 'web' })),
      "Route route has no `hostnames` and no `app`. Write it: `hostnames: [folder.hostname('…')], app: app`.",
    ],
    [
      'the amount of an app that is given without its object',
      (folder) =>
        new SpokeApp(folder, 'web', { name: 'web', image: 'web:1', probes: Probes.command('true'), cpu: left('250m') }),
      "The cpu of app web has no `request`. Write it: `request: '250m'`.",
    ],
    [
      'the probes of an app, which are no path alone',
      (folder) => new SpokeApp(folder, 'web', { name: 'web', image: 'web:1', probes: left('/healthz') }),
      "App web has `probes` that `Probes` did not make. Write it: `probes: Probes.http('/healthz')`.",
    ],
    [
      'what a route serves, which is no text',
      (folder) =>
        new SpokeRoute(folder, 'route', { name: 'web', hostnames: left(['a.io']), app: { name: 'web', port: 80 } }),
      "Route route has `hostnames` that are no list of what `folder.hostname` gives. Write it: `hostnames: [folder.hostname('…')]`.",
    ],
    [
      'what a route serves, which is a list',
      (folder) =>
        new SpokeRoute(folder, 'route', {
          name: 'web',
          hostnames: left({ hostname: 'a.io', parent: {} }),
          app: { name: 'web', port: 80 },
        }),
      "Route route has `hostnames` that are no list of what `folder.hostname` gives. Write it: `hostnames: [folder.hostname('…')]`.",
    ],
    [
      'a path of probes',
      () => Probes.http(left({ liveness: '/alive' })),
      "Probes.http has no `readiness`. Write it: `readiness: '/readyz'`.",
    ],
  ];

  test.each(inSpoke)('%s, while other folders are still looked at', (_, make, problem) => {
    const spoke = new Spoke({ contract, root: __dirname });
    spoke.app('config', make);
    spoke.app('jobs', {
      staging: (folder) =>
        new SpokeApp(folder, 'x', { name: 'x', image: 'x:1', port: 1, probes: Probes.tcp(), cpu: { request: '' } }),
    });
    spoke.app('web', { prod: () => {}, staging: () => {} });

    expect(problemsOf(() => spoke.files())).toEqual([problem, expect.stringContaining('is no amount')]);
    expect(() => spoke.files()).toThrow(/\n {4}at {2}required\.test\.ts:\d+\n/);
  });

  test('the contract of a spoke', () => {
    expect(() => new Spoke(left())).toThrow('The spoke has no `contract`.');
  });
});

test('a tenant of which nothing more is said has every default', () => {
  const rendered = renderCluster(clusterWith((cluster) => new Tenant(cluster, 'shop')));

  expect(rendered.findings).toEqual([]);
  expect(rendered.get('Namespace', 'shop')).toBeDefined();
});
