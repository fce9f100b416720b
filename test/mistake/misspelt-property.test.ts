import { Cluster, Hub, NetworkPeer, PlatformService, Tenant, type TenantProps } from 'cdk8s-flux-hub';
import { Probes, Spoke, SpokeApp, type SpokeFolder, SpokeRoute } from 'cdk8s-flux-hub/spoke';
import { renderCluster, renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { contract } from '../spoke/contract';
import { problemsOf } from '../spoke/problems-of';
import { clusterWith, plain } from '../support/plain-cluster';

/** What a hub says of itself, a property that there is not among it. */
const misspelt = <Props extends object>(props: Props, unknown: Readonly<Record<string, unknown>>): Props => ({
  ...props,
  ...unknown,
});

test('a misspelt property of a tenant, a service or a cluster is refused; those of a user’s own class may be handed on', () => {
  const { findings } = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, misspelt(plain, { platformAcounts: { groups: ['acme:platform'] } }));
    new Tenant(
      cluster,
      'billing',
      misspelt<TenantProps>({}, { netwrok: {}, quota: { memroy: '1Gi' }, hostnames: ['billing.acme.io'] }),
    );
    new PlatformService(cluster, 'web', misspelt({ namespace: 'web' }, { podSecurty: 'restricted' }));
    return cluster;
  });
  const unknown = findings.filter(({ rule }) => rule === 'hub/misspelt-property');

  expect(unknown.map(({ severity, message, fix, construct }) => [severity, message, fix, construct])).toEqual([
    ['error', 'Cluster test has no property `platformAcounts`.', 'Did you mean platformAccounts?', 'test'],
    ['error', 'Tenant billing has no property `netwrok`.', 'Did you mean network?', 'test/billing'],
    ['error', 'The quota of tenant billing has no property `memroy`.', 'Did you mean memory?', 'test/billing'],
    ['error', 'Service web has no property `podSecurty`.', 'Did you mean podSecurity?', 'test/web'],
  ]);
});

test('a property that a hub does not have is refused, at the line of the hub', () => {
  const hub = new Hub(misspelt({ repository: 'ssh://git@example.com/hub' }, { brnach: 'trunk' }));

  expect(renderHub(hub).findings).toEqual([
    expect.objectContaining({
      rule: 'hub/misspelt-property',
      severity: 'error',
      message: 'The hub has no property `brnach`.',
      fix: 'Did you mean branch?',
      file: 'test/mistake/misspelt-property.test.ts',
    }),
  ]);
});

test('every property that there is may be given, undefined too', () => {
  const props = { ...plain, decryption: undefined } as unknown as typeof plain;
  const { findings } = renderCluster(clusterWith(() => {}, props));

  expect(findings).toEqual([]);
});

const app = { name: 'web', image: 'web:1', port: 80, probes: Probes.tcp() };
const { image: _, ...imageless } = app;

const inSpoke: readonly [string, (folder: SpokeFolder) => unknown, string][] = [
  [
    'an app',
    (folder) => new SpokeApp(folder, 'web', misspelt(app, { replica: 3, writeable: ['/tmp'], team: 'shop' })),
    'App web has no property `replica`. App web has no property `writeable`. Did you mean replicas? Did you mean writable?',
  ],
  [
    'what an app needs, told once',
    (folder) => new SpokeApp(folder, 'web', misspelt<typeof app>(imageless as typeof app, { imgae: 'web:1' })),
    'App web has no property `imgae`. Did you mean image?',
  ],
  [
    'the memory of an app',
    (folder) => new SpokeApp(folder, 'web', { ...app, memory: misspelt({ request: '1Gi' }, { limits: '2Gi' }) }),
    'The memory of app web has no property `limits`. Did you mean limit?',
  ],
  [
    'its probes',
    () => Probes.http(misspelt({ liveness: '/a', readiness: '/b' }, { readyness: '/c' })),
    'Probes.http has no property `readyness`. Did you mean readiness?',
  ],
  [
    'a route',
    (folder) =>
      new SpokeRoute(folder, 'route', {
        ...misspelt({ name: 'web', hostnames: [{} as never] as const }, { paths: '/api' }),
        app: new SpokeApp(folder, 'web', app),
      }),
    'Route route has no property `paths`. Did you mean path?',
  ],
  [
    'a generator',
    (folder) => folder.addSecretGenerator('db', misspelt({}, { env: ['db.env'] })),
    'Secret generator db has no property `env`. Did you mean envs?',
  ],
  [
    'a generator of another kind',
    (folder) => folder.addConfigMapGenerator('settings', misspelt({}, { file: ['a.json'] })),
    'ConfigMap generator settings has no property `file`. Did you mean files?',
  ],
  [
    'a network peer, which would else be all Pods',
    () => NetworkPeer.namespace('logs', misspelt({}, { pod: { app: 'loki' } })),
    'NetworkPeer.namespace has no property `pod`. Did you mean pods?',
  ],
  [
    'a network peer, which would else be every port',
    () => NetworkPeer.internet(misspelt({}, { port: [443] })),
    'NetworkPeer.internet has no property `port`. Did you mean ports?',
  ],
  [
    'a network peer, which would else be the whole range',
    () => NetworkPeer.cidr('10.0.0.0/8', misspelt({}, { excpet: ['10.1.0.0/16'] })),
    'NetworkPeer.cidr has no property `excpet`. Did you mean except?',
  ],
];

test.each(inSpoke)('a misspelt property in a spoke is refused, at the line of the call: %s', (_, make, problem) => {
  const spoke = new Spoke({ contract, root: __dirname });
  spoke.app('config', make);
  spoke.app('jobs', { staging: () => {} });
  spoke.app('web', { prod: () => {}, staging: () => {} });

  expect(problemsOf(() => spoke.files())).toEqual([problem]);
  expect(() => spoke.files()).toThrow(/\n {4}at {2}misspelt-property\.test\.ts:\d+\n/);
});

test('a misspelt property of the spoke itself is refused', () => {
  expect(() => new Spoke(misspelt({} as { contract: typeof contract }, { contarct: contract }))).toThrow(
    'The spoke has no property `contarct`.',
  );
});
