import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repo = resolve(__dirname, '..');
const bin = join(repo, 'bin', 'flux-hub.js');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flux-hub-routes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function routes(args: readonly string[], input = '') {
  const command = [bin, 'routes', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', input });
  return { status, stdout, stderr };
}

const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: infra }
spec:
  gatewayClassName: any
  listeners:
    - name: shop
      port: 443
      protocol: HTTPS
      hostname: shop.example.com
      allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { toolkit.fluxcd.io/tenant: shop } } } }
    - { name: any, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: All } } }
    - { name: one, port: 80, protocol: HTTP }
    - { name: two, port: 80, protocol: HTTP }
    - { name: db, port: 5432, protocol: TCP }
`;
const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { toolkit.fluxcd.io/tenant: shop } }
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: { name: web, namespace: shop }
  - apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { name: web, namespace: shop }
    spec:
      parentRefs: [{ name: public, namespace: infra }]
      hostnames: [shop.example.com]
      rules: [{ backendRefs: [{ name: web, port: 80 }] }]
`;
const thief = `${JSON.stringify({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'thief' },
  spec: {
    parentRefs: [
      { name: 'public', namespace: 'infra' },
      { name: 'public', namespace: 'infra', sectionName: 'shop' },
    ],
    hostnames: ['shop.example.com'],
  },
})}\n`;

test('files and folders of YAML and JSON become a table of who serves what, with conflicts, refusals and ties', () => {
  write('platform/gateway.yaml', gateway);
  write('platform/kustomization.yaml', 'resources: [gateway.yaml]\n');
  write('platform/.hidden/broken.yaml', 'a: [');
  write('shop.yml', shop);
  write('thief.json', thief);

  expect(routes(['platform', 'shop.yml', 'thief.json'])).toEqual({
    status: 0,
    stderr: '',
    stdout: `gateway       listener  hostname          route                tenant  verdict
infra/public  shop      shop.example.com  HTTPRoute shop/web   shop    Accepted, listener: OverlappingHostnames
infra/public  any       shop.example.com  HTTPRoute shop/web   shop    Accepted, listener: OverlappingHostnames
infra/public  any       shop.example.com  HTTPRoute thief/web  -       Accepted, listener: OverlappingHostnames
infra/public  one       *                 -                    -       listener: HostnameConflict
infra/public  two       *                 -                    -       listener: HostnameConflict
infra/public  db        -                 -                    -       no route
infra/public  shop      shop.example.com  HTTPRoute thief/web  -       NotAllowedByListeners

Creation time decides who answers on infra/public, any, shop.example.com, PathPrefix /:
  HTTPRoute shop/web, HTTPRoute thief/web
`,
  });
});

test('--json has the verdicts and nothing else', () => {
  const { status, stdout } = routes(['--json', '-'], `${gateway}---${shop}`);

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    routes: [
      {
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'web',
        parents: [
          {
            parentRef: { name: 'public', namespace: 'infra' },
            accepted: true,
            reason: 'Accepted',
            listeners: ['shop', 'any'],
            hostnames: ['shop.example.com'],
            resolvedRefs: true,
            resolvedReason: 'ResolvedRefs',
          },
        ],
      },
    ],
    listeners: [
      { gateway: 'infra/public', name: 'shop', conflicted: false, reason: 'OverlappingHostnames', attachedRoutes: 1 },
      { gateway: 'infra/public', name: 'any', conflicted: false, reason: 'OverlappingHostnames', attachedRoutes: 1 },
      { gateway: 'infra/public', name: 'one', conflicted: true, reason: 'HostnameConflict', attachedRoutes: 0 },
      { gateway: 'infra/public', name: 'two', conflicted: true, reason: 'HostnameConflict', attachedRoutes: 0 },
      { gateway: 'infra/public', name: 'db', conflicted: false, reason: 'Accepted', attachedRoutes: 0 },
    ],
  });
});

test('without a Gateway and a Route there is nothing to say', () => {
  write('values.yaml', 'replicas: 2\n');

  expect(routes(['values.yaml'])).toEqual({
    status: 0,
    stderr: '',
    stdout: 'There is no Gateway and no Route.\n',
  });
});

test('a file that is not there is wrong usage, and so is to choose among clusters where there are files', () => {
  write('gateway.yaml', gateway);

  expect(routes(['gateway.yaml', 'gone.yaml'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('error: there is no gone.yaml\n'),
  });
  expect(routes(['gateway.yaml', '--cluster', 'prod'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('error: --cluster and --environment choose among the clusters of a hub'),
  });
});

test('what is no YAML is said with its line, and no verdict is given on the rest', () => {
  write('gateway.yaml', gateway);
  write('broken.yaml', 'kind: Gateway\nspec: [\n');

  expect(routes(['gateway.yaml', 'broken.yaml', '--json'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^broken\.yaml:3:1 {2}/),
  });
});

test('of a hub every cluster is shown as it is rendered, and one that is asked for as files are', () => {
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  write('package.json', '{ "name": "fleet" }');
  write(
    'hub.ts',
    `
import { Cluster, Hub, KubeObject, PlatformService } from 'cdk8s-flux-hub';
export const hub = new Hub({ repository: 'ssh://git@example.com/hub' });
const prod = hub.environment('prod');
for (const name of ['eu', 'us'])
  prod.cluster(name, (scope, id) => {
    const versions = { kubernetes: '1.34', flux: { version: '2.9.4' }, gatewayApi: { version: '1.6' } };
    const cluster = new Cluster(scope, id, versions);
    const gateway = new PlatformService(cluster, 'gateway', { podSecurity: 'restricted' });
    new KubeObject(gateway, 'public', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public', namespace: 'gateway' },
      spec: { gatewayClassName: 'any', listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: name + '.io' }] },
    });
    return cluster;
  });
`,
  );

  expect(routes([])).toEqual({
    status: 0,
    stderr: '',
    stdout: `eu
  gateway         listener  hostname  route  tenant  verdict
  gateway/public  http      eu.io     -      -       no route

us
  gateway         listener  hostname  route  tenant  verdict
  gateway/public  http      us.io     -      -       no route
`,
  });
  const listeners = [
    { gateway: 'gateway/public', name: 'http', conflicted: false, reason: 'Accepted', attachedRoutes: 0 },
  ];
  expect(JSON.parse(routes(['--json', '--cluster', 'us']).stdout)).toEqual({ routes: [], listeners });
  expect(JSON.parse(routes(['--json']).stdout)).toEqual({
    clusters: [
      { cluster: 'eu', routes: [], listeners },
      { cluster: 'us', routes: [], listeners },
    ],
  });
  expect(routes(['--cluster', 'asia']).status).toBe(2);
});
