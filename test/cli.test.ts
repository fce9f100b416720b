import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repo = resolve(__dirname, '..');
const bin = join(repo, 'bin', 'flux-hub.js');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flux-hub-cli-'));
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  write('package.json', '{ "name": "fleet" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function fluxHub(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const hub = (body: string) => `
import { Cluster, Hub, Tenant } from 'cdk8s-flux-hub';
export const hub = new Hub({ repository: 'ssh://git@example.com/hub' });
const staging = hub.environment('staging');
${body}
`;
const oneCluster = hub(
  `staging.cluster('staging-eu', (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } }));`,
);

test('a hub is rendered, published, and then has nothing left to publish', () => {
  write('hub.ts', oneCluster);

  expect(fluxHub('synth')).toMatchObject({ status: 0, stderr: '' });
  expect(fluxHub('publish', '--check').status).toBe(1);
  expect(existsSync(join(folder, 'deploy'))).toBe(false);
  expect(fluxHub('publish').status).toBe(0);
  expect(fluxHub('publish').stdout).toContain('no changes');
  expect(fluxHub('publish', '--check').status).toBe(0);
});

test('a stage is refused once its inputs have changed', () => {
  write('hub.ts', oneCluster);
  fluxHub('synth');
  write('tenants/new.yaml', 'a: 1\n');

  const { status, stderr } = fluxHub('publish');

  expect(status).toBe(1);
  expect(stderr).toContain('synth');
  expect(existsSync(join(folder, 'deploy'))).toBe(false);
});

test('after a mistake the exit code is 1 and nothing is left in dist/, not even what was there before', () => {
  write('hub.ts', oneCluster);
  fluxHub('synth');
  write(
    'hub.ts',
    hub(
      `staging.cluster('staging-eu', (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '1.0.0' } }));`,
    ),
  );

  const { status, stderr } = fluxHub('synth');

  expect(status).toBe(1);
  expect(stderr).toContain('hub/cluster-version');
  expect(stderr).toContain('hub.ts:5');
  expect(existsSync(join(folder, 'dist'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('staging'))).toEqual([]);
});

test('a name used twice in a hub is an error that names both places', () => {
  write(
    'hub.ts',
    hub(
      `${"staging.cluster('eu', (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } }));\n".repeat(2)}`,
    ),
  );

  const { status, stderr } = fluxHub('synth');

  expect(status).toBe(1);
  expect(stderr).toBe(`✖ hub/name-taken
  The hub already has the cluster eu, made at hub.ts:5.
    at  hub.ts:6
  Fix: Give one of them another name.

1 error
`);
});

test.each(['out', 'out.staging'])('a folder %s that holds somebody else’s files is never emptied', (theirs) => {
  write('hub.ts', oneCluster);
  write(`${theirs}/precious.txt`, 'mine');

  const { status, stderr } = fluxHub('synth', '--output', 'out');

  expect(status).toBe(2);
  expect(stderr).toContain(`${theirs} holds files that no synth has written`);
  expect(existsSync(join(folder, theirs, 'precious.txt'))).toBe(true);
});

test('what a synth left that was stopped is no hindrance', () => {
  write('hub.ts', oneCluster);
  write('dist.staging/.index/clusters/eu.json', '{');

  expect(fluxHub('synth').status).toBe(0);
  expect(existsSync(join(folder, 'dist.staging'))).toBe(false);
});

test('wrong usage exits with 2 and says what there is', () => {
  write('hub.ts', oneCluster);

  expect(fluxHub('sinth')).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean synth?') });
  expect(fluxHub('synth', '--hub', 'fleet.ts')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('there is no fleet.ts'),
  });
  expect(fluxHub('synth', '--cluster', 'staging-e')).toMatchObject({
    status: 2,
    stderr: 'flux-hub: there is no cluster staging-e. Did you mean staging-eu?\n',
  });
  expect(fluxHub('--help').status).toBe(0);
});

test('a hub that cannot be loaded exits with 1, the message and the line, and no stack trace', () => {
  write('hub.ts', `${oneCluster}\n(undefined as unknown as { boom(): void }).boom();\n`);

  const { status, stderr } = fluxHub('synth');

  expect(status).toBe(1);
  expect(stderr).toContain('hub.ts cannot be loaded');
  expect(stderr).toContain('hub.ts:7');
  expect(stderr).not.toContain('    at Module');
});

test.each([
  ['without `export`', (text: string) => text.replace('export const hub', 'const hub'), 'exports no `hub`'],
  [
    'as the default',
    (text: string) => `${text.replace('export const hub', 'const hub')}\nexport default hub;`,
    'exports its hub as `default`, and not as `hub`',
  ],
  [
    'under another name',
    (text: string) => `${text.replace('export const hub', 'const hub')}\nexport { hub as fleet };`,
    'exports its hub as `fleet`, and not as `hub`',
  ],
  [
    'as a function that makes it',
    (text: string) =>
      `${text.replace('export const hub', 'const made')}\nexport function hub() { return made; }`
        .replaceAll('hub.', 'made.')
        .replaceAll(' staging = hub', ' staging = made'),
    'exports a `hub` that was not made by `new Hub`',
  ],
])('a hub %s is told of with the file, by flux-hub and where a program of its own renders it', (_, change, what) => {
  const text = change(oneCluster);
  write('fleet.ts', text);
  write('main.ts', `import { hub } from './fleet';\n\nhub.synth();\n`);
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });

  expect(fluxHub('synth', '--hub', 'fleet.ts').stderr).toBe(
    `flux-hub: fleet.ts ${what}: write \`export const hub = new Hub({ … })\`\n`,
  );
  expect(status).toBe(1);
  expect(stderr).toBe(`\
✖ \`synth\` is called of what is no hub. The one of fleet.ts:3 is not exported as \`hub\`, or not imported as that.
    at  main.ts:3
  Fix: Write \`export const hub = new Hub({ … })\`, and import it: \`import { hub } from './fleet'\`.
`);
});

test('a hub in plain JavaScript is loaded without a compiler', () => {
  const cluster = `hub.environment('prod').cluster('eu', (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } }));`;
  const noCompiler = `if (Object.keys(require.cache).some((file) => file.includes('/tsx/'))) throw new Error('tsx is loaded');`;
  write(
    'hub.mjs',
    `import { createRequire } from 'node:module';
import { Cluster, Hub } from 'cdk8s-flux-hub';
export const hub = new Hub({ repository: 'ssh://git@example.com/hub' });
${cluster}
const require = createRequire(import.meta.url);
${noCompiler}`,
  );
  write(
    'hub.js',
    `const { Cluster, Hub } = require('cdk8s-flux-hub');
const hub = exports.hub = new Hub({ repository: 'ssh://git@example.com/hub' });
${cluster}
${noCompiler}`,
  );

  expect(fluxHub('synth', '--hub', 'hub.mjs')).toMatchObject({ status: 0, stderr: '' });
  expect(fluxHub('synth', '--hub', 'hub.js')).toMatchObject({ status: 0, stderr: '' });
});

test('--json prints one JSON document and nothing else', () => {
  write('hub.ts', oneCluster);

  expect(JSON.parse(fluxHub('synth', '--json').stdout)).toMatchObject({
    clusters: [{ name: 'staging-eu', environment: 'staging' }],
    findings: [],
    staged: true,
  });
  expect(JSON.parse(fluxHub('publish', '--json').stdout)).toMatchObject({ ok: true, changed: true });
});

test('a selection of clusters says in a line, and in the JSON, which rules over the fleet were skipped', () => {
  const cluster = (name: string) => oneCluster.split('\n')[4]?.replace("'staging-eu'", `'${name}'`) ?? '';
  write('hub.ts', hub(`${cluster('staging-eu')}\n${cluster('staging-us')}`));
  const rules = ['flux/branch-per-environment', 'gateway/hostname-on-several-clusters'];

  expect(fluxHub('synth')).toMatchObject({ status: 0, stderr: '' });
  expect(fluxHub('synth', '--cluster', 'staging-us')).toMatchObject({
    status: 0,
    stderr: `2 rules over the whole fleet were skipped: ${rules.join(', ')}\n`,
  });
  expect(JSON.parse(fluxHub('synth', '--cluster', 'staging-us', '--json').stdout).skippedRules).toEqual(rules);
  expect(JSON.parse(fluxHub('synth', '--json').stdout).skippedRules).toEqual([]);
});

const twoTenants = hub(`
staging.cluster('staging-eu', (scope, id) => {
  const cluster = new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
  new Tenant(cluster, 'orders', {});
  new Tenant(cluster, 'search', {});
  return cluster;
});`);
const asOrders = ['--as', 'system:serviceaccount:orders:reconciler'];

test('can-i says yes with the binding, the role and the rule, and no with 1', () => {
  write('hub.ts', twoTenants);

  expect(fluxHub('can-i', 'create', 'deployments', '-n', 'orders', ...asOrders)).toEqual({
    status: 0,
    stderr: '',
    stdout: `staging-eu: yes, orders/reconciler can create deployments.apps in orders
  binding  RoleBinding orders/reconciler, of ServiceAccount orders/reconciler
  role     ClusterRole flux-hub-tenant
  rule     get, list, watch, create, update, patch, delete deployments, statefulsets, daemonsets, replicasets in apps
`,
  });
  expect(fluxHub('can-i', 'create', 'clusterrolebindings', ...asOrders)).toEqual({
    status: 1,
    stderr: '',
    stdout:
      'staging-eu: no, orders/reconciler cannot create clusterrolebindings.rbac.authorization.k8s.io in the whole cluster\n',
  });
  expect(fluxHub('can-i', 'get', 'secrets', '-n', 'search', ...asOrders).status).toBe(1);
});

test('can-i counts what somebody can reach, and tells how; --direct does not', () => {
  write('hub.ts', twoTenants);
  const question = ['can-i', 'list', 'nodes', '--as', 'ann', '--as-group', 'system:serviceaccounts:flux-system'];
  const powerful = ['can-i', 'delete', 'nodes/one', '--as', 'system:serviceaccount:flux-system:source-controller'];

  expect(fluxHub(...question).status).toBe(1);
  expect(fluxHub(...powerful, '--direct').status).toBe(1);
  expect(fluxHub(...powerful)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(
      'can create serviceaccounts/token in flux-system, and so act as flux-system/helm-controller (ClusterRoleBinding crd-controller-flux-system)',
    ),
  });
});

test('can-i --matrix shows that no tenant leaves, and --json has the same', () => {
  write('hub.ts', twoTenants);

  expect(fluxHub('can-i', '--matrix')).toEqual({
    status: 0,
    stderr: '',
    stdout: `staging-eu
  tenant  ServiceAccount     write in the whole cluster  change a Namespace  read others' Secrets
  orders  orders/default     no                          no                  no
  orders  orders/reconciler  no                          no                  no
  search  search/default     no                          no                  no
  search  search/reconciler  no                          no                  no
`,
  });
  expect(JSON.parse(fluxHub('can-i', '--matrix', '--json').stdout).clusters).toMatchObject([
    { cluster: 'staging-eu', rows: expect.arrayContaining([expect.objectContaining({ breaches: [] })]) },
  ]);
  expect(JSON.parse(fluxHub('can-i', 'get', 'pods', '-n', 'orders', ...asOrders, '--json').stdout)).toMatchObject({
    request: { verb: 'get', group: '', resource: 'pods', namespace: 'orders' },
    answers: [{ cluster: 'staging-eu', allowed: true, right: { grant: { role: { name: 'flux-hub-tenant' } } } }],
  });
});

test('can-i asks for what it needs, and doubts what it does not know', () => {
  write('hub.ts', twoTenants);

  expect(fluxHub('can-i', 'get', 'pods')).toMatchObject({ status: 2, stderr: expect.stringContaining('--as') });
  expect(fluxHub('can-i', 'get')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('a verb and a resource'),
  });
  expect(fluxHub('can-i', 'get', 'deploymints', ...asOrders)).toMatchObject({
    status: 1,
    stderr: 'No kind deploymints is known here, so the core group is meant. Did you mean deployments?\n',
  });
  expect(fluxHub('can-i', '--matrix', '--cluster', 'prod').status).toBe(2);
  expect(fluxHub('can-i', 'get', 'pods', '--matrix')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--matrix asks of every ServiceAccount'),
  });
});

test('can-i says nothing of a hub that has errors, but what they are', () => {
  write('hub.ts', twoTenants.replace("'2.9.4'", "'1.0.0'"));

  const { status, stdout, stderr } = fluxHub('can-i', '--matrix');

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('hub/cluster-version');
});

test('audit judges a repo that no hub made, and needs none', () => {
  write('clusters/prod/flux-system/gotk-sync.yaml', '# yet to come\n');
  write(
    'clusters/prod/apps.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec: { interval: 1h, prune: true, path: ./apps, sourceRef: { kind: GitRepository, name: flux-system } }
`,
  );

  expect(fluxHub('audit')).toMatchObject({
    status: 1,
    stderr: '',
    stdout: expect.stringContaining('tree/missing  prod'),
  });
  write('apps/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: default }\n');
  expect(fluxHub('audit').status).toBe(0);
  expect(fluxHub('audit', 'nowhere').status).toBe(2);
});

test('explain prints a rule, and asks which was meant', () => {
  expect(fluxHub('explain', 'flux/force')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Force is left on'),
  });
  expect(fluxHub('explain', 'flux/forc')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Did you mean flux/force?'),
  });
});
