import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Cluster, type ClusterScope, GitSource, Hub, Tenant } from 'cdk8s-flux-hub';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkCommand } from '../../../lib/cli/check';
import { contractAnnotation } from '../../../lib/contract/contract';
import { shortHash } from '../../../lib/contract/contract-hash';
import type { Manifest } from '../../../lib/manifest/manifest';
import { run } from '../../audit/run';
import { manifestsIn } from '../../deploy/tree';
import { written } from '../../deploy/written';
import { contractOf, rendered } from '../../spoke-check/stage';
import { plain } from '../../support/plain-cluster';
import { kubectl } from '../../tools/kubectl';
import { kustomization } from '../harness/refs';
import { useCluster } from '../harness/use-cluster';
import { crdFiles } from '../tools/build';

/** The shop has a home of another name on each cluster, and on each two apps. */
const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });
hub.environment('prod').cluster('live', shopIn('shop'));
hub.environment('staging').cluster('rehearsal', shopIn('shop-staging'));

function shopIn(home: string) {
  return (scope: ClusterScope, id: string) => {
    const cluster = new Cluster(scope, id, plain);
    const source = GitSource.https('https://git.example/shop');
    const shop = new Tenant(cluster, 'shop', { namespaces: [home], source });
    for (const app of apps) shop.addKustomization(app, { path: `./${app}` });
    return cluster;
  };
}

const apps = ['web', 'worker'] as const;
const files = rendered(hub);
const contract = contractOf(files, 'shop');
const hashOf = (environment: string, name: string) => shortHash(contract.environments[environment]?.[name]?.hash ?? '');
const [live, rehearsal] = [hashOf('prod', 'live'), hashOf('staging', 'rehearsal')];

const settings = { apiVersion: 'v1', kind: 'ConfigMap', data: { colour: 'red' } };
const spoke = {
  'contract.json': files['contracts/shop.json'] ?? '',
  ...Object.fromEntries(
    apps.map((app) => [`${app}/settings.yaml`, JSON.stringify({ ...settings, metadata: { name: app } })]),
  ),
};

/** What the hub has for the shop on a cluster. */
function ofShop(name: string): Manifest[] {
  const isPart = (path: string) => path.endsWith('.yaml') && !path.endsWith('/kustomization.yaml');
  const paths = Object.keys(files).filter((path) => path.startsWith(`tenants/${name}/shop/`) && isPart(path));
  return paths.flatMap((path) => manifestsIn(files[path] ?? '', path));
}

/** Someone of the shop's team, who may read all that is in its namespace, and nothing else. */
const MEMBER = 'jane';
const membership = [
  { kind: 'Role', rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }] },
  {
    kind: 'RoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'member' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: MEMBER }],
  },
].map((each) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  metadata: { namespace: 'shop', name: 'member' },
  ...each,
}));

const cluster = useCluster(async (cluster) => {
  await cluster.install([...crdFiles().flatMap((text) => manifestsIn(text, 'crds')), ...ofShop('live'), ...membership]);
});

beforeEach(async () => {
  await Promise.all(apps.map((app) => applied(app)));
});

/** Applies an app as the hub has it, or with another hash. */
async function applied(app: string, hash = live): Promise<void> {
  const rendered = ofShop('live').find(({ kind, metadata }) => kind === 'Kustomization' && metadata.name === app);
  const spec = { commonMetadata: { annotations: { [contractAnnotation]: hash } } };
  await cluster().api.apply(rendered as Manifest);
  await cluster().api.merge(kustomization(`shop/${app}`), { spec });
}

/** Runs `flux-hub check` in the shop's repo, and lets it ask the cluster as someone. */
function checkAs(user: string, ...options: readonly string[]) {
  const folder = written({ ...spoke, '.kube/config': kubeconfig() });
  vi.stubEnv('PATH', [dirname(kubectl()), process.env.PATH].join(delimiter));
  vi.stubEnv('KUBECACHEDIR', join(folder, '.kube/cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const target = ['--kubeconfig', join(folder, '.kube/config'), '--context', user];
  return run(checkCommand, [folder, '--kustomize', kubectl(), ...target, ...options]);
}

/** The administrator's, with a context for each user, and one of a server that is not there. */
function kubeconfig(): string {
  const config = JSON.parse(readFileSync(cluster().kubeconfig, 'utf8'));
  const [admin] = config.users;
  const as = (name: string) => ({ name, user: { ...admin.user, as: name, 'as-groups': ['system:authenticated'] } });
  const contextOf = (name: string, cluster: string, user: string) => ({ name, context: { cluster, user } });
  const plugin = {
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin', interactiveMode: 'Never' },
  };
  const nowhere = { name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } };
  return JSON.stringify({
    ...config,
    clusters: [...config.clusters, nowhere],
    users: [admin, as(MEMBER), as('stranger'), { name: 'nobody', user: {} }, { name: 'plugin', user: plugin }],
    contexts: [
      contextOf('admin', 'test', admin.name),
      ...[MEMBER, 'stranger', 'nobody', 'plugin'].map((user) => contextOf(user, 'test', user)),
      contextOf('nowhere', 'nowhere', admin.name),
    ],
    'current-context': 'nowhere',
  });
}

const both = '2 clusters, 4 objects: prod/live, staging/rehearsal';
const fresh = 'The contract is what the cluster has: that of prod/live.';

describe('a cluster', () => {
  test.each(['admin', MEMBER])('that has what the contract says has nothing against it, asked by %s', async (user) => {
    expect(await checkAs(user)).toEqual({ status: 0, stdout: `no findings: ${both}\n${fresh}\n`, stderr: '' });
  });

  test('whose apps all are of another contract makes this one stale', async () => {
    await Promise.all(apps.map((app) => applied(app, '0123456789abcdef')));
    const { status, stdout } = await checkAs(MEMBER);

    expect(status).toBe(1);
    expect(stdout).toContain('✖ spoke/contract-stale');
    expect(stdout).toContain(
      `that is 0123456789abcdef, and the contract says ${live} of prod/live; ${rehearsal} of staging/rehearsal.`,
    );
  });

  test('where one app is of another contract makes this one stale, and names it', async () => {
    await applied('worker', '0123456789abcdef');
    const { status, stdout } = await checkAs('admin', '--cluster', 'live');

    expect(status).toBe(1);
    expect(stdout).toContain(`that is ${live} of web, 0123456789abcdef of worker, and the contract says ${live} of`);
  });

  test('that lacks an app has by the others what the contract says', async () => {
    await cluster().api.remove(kustomization('shop/worker'));

    expect(await checkAs(MEMBER)).toMatchObject({ status: 0, stdout: expect.stringContaining(fresh) });
  });

  test('that lacks all apps tells nothing, and so does one that is not the one which is meant', async () => {
    const nothing = { status: 0, stdout: expect.stringContaining('nothing there says which contract holds') };
    expect(await checkAs('admin', '--cluster', 'rehearsal')).toMatchObject(nothing);
    await Promise.all(apps.map((app) => cluster().api.remove(kustomization(`shop/${app}`))));
    expect(await checkAs(MEMBER, '--cluster', 'live')).toMatchObject(nothing);
  });
});

/** How kubectl says that an account may not list the Kustomizations of a namespace. */
const forbidden = (user: string, namespace: string) =>
  `Error from server (Forbidden): kustomizations.kustomize.toolkit.fluxcd.io is forbidden: User "${user}" cannot list ` +
  `resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" in the namespace "${namespace}"\n`;

describe('what cannot be read is said:', () => {
  test.each([
    ['a namespace that the account has no rights in', 'stranger', forbidden('stranger', 'shop')],
    ['a server that is not there', 'nowhere', 'The connection to the server 127.0.0.1:1 was refused'],
    ['a context that is none', 'moon', 'error: context "moon" does not exist\n'],
    ['who asks, where nobody does', 'nobody', 'it wants to know who asks, and the kubeconfig has no credentials\n'],
    ['credentials of a program that is missing', 'plugin', 'exec: executable no-such-plugin not found\n'],
  ])('%s', async (_, context, says) => {
    const { status, stdout, stderr } = await checkAs(context, '--cluster', 'live');

    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^flux-hub: the cluster has no answer: .+\n$/);
    expect(stderr).toContain(says);
  });

  test('the home on another cluster of the contract, where the one that may be read tells nothing', async () => {
    await Promise.all(apps.map((app) => cluster().api.remove(kustomization(`shop/${app}`))));

    expect(await checkAs(MEMBER)).toEqual({
      status: 3,
      stdout: '',
      stderr: `flux-hub: the cluster has no answer: ${forbidden(MEMBER, 'shop-staging')}`,
    });
  });
});
