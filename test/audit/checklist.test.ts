import { describe, expect, test } from 'vitest';
import type { Checklist } from '../../lib/audit/checklist/checklist';
import { items } from '../../lib/audit/checklist/items';
import { knownRules } from '../../lib/audit/known-rules';
import {
  configMap,
  documents,
  type Files,
  fluxSystem,
  gitRepository,
  kustomization,
  namespace,
  object,
  repo,
} from './fleet';
import { audit } from './run';

const platform = { serviceAccountName: 'kustomize-controller', timeout: '5m' };
const flags = ['--no-cross-namespace-refs=true', '--default-service-account=default', '--no-remote-bases=true'];
const locked: Files = fluxSystem([
  {
    target: { kind: 'Deployment', name: '(kustomize|helm|notification)-controller' },
    patch: JSON.stringify(
      flags.map((value) => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value })),
    ),
  },
]);

const tenantSync = (spec: Readonly<Record<string, unknown>>, space = 'team') =>
  documents(
    gitRepository('team', 'https://example.com/team', space),
    kustomization(
      'team',
      { path: './', sourceRef: { kind: 'GitRepository', name: 'team' }, targetNamespace: 'team', ...spec },
      space,
    ),
  );

const labels = { 'toolkit.fluxcd.io/tenant': 'team', 'pod-security.kubernetes.io/enforce': 'restricted' };
const access = documents(
  namespace('team', labels),
  `${JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reconciler', namespace: 'team' }, automountServiceAccountToken: false })}\n`,
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'reconciler', 'team', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'reconciler', namespace: 'team' }],
  }),
);

/** A cluster that keeps every line of the list. */
const good: Files = repo({
  ...locked,
  'clusters/prod/infra.yaml': kustomization('infra', { path: './infra', ...platform }),
  'clusters/prod/tenants.yaml': kustomization('tenants', {
    path: './tenants',
    dependsOn: [{ name: 'infra' }],
    ...platform,
  }),
  'infra/settings.yaml': configMap('settings', {}, 'default'),
  'tenants/access.yaml': access,
  'tenants/sync.yaml': tenantSync({ serviceAccountName: 'reconciler', timeout: '5m' }),
});

async function checklist(files: Files): Promise<Checklist> {
  const { checklist: all } = JSON.parse((await audit(files, '--checklist', '--json')).stdout);
  return all[0];
}

async function failing(files: Files): Promise<string[]> {
  return (await checklist(files)).items.filter(({ status }) => status === 'fail').map(({ id }) => id);
}

test('every line rests on rules that there are', () => {
  const known = knownRules.map(({ id }) => id);

  expect(items.flatMap(({ rules }) => rules).filter((rule) => !known.includes(rule))).toEqual([]);
});

test('a cluster that keeps it passes every line', async () => {
  expect((await checklist(good)).items.filter(({ status }) => status !== 'pass')).toEqual([]);
});

describe('a line fails where its control is taken away:', () => {
  const automation = object('image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation', 'bump', 'flux-system', {
    spec: {
      interval: '10m',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      git: {
        checkout: { ref: { branch: 'main' } },
        commit: { author: { email: 'bot@acme.io' } },
        push: { branch: 'main' },
      },
    },
  });
  const cases: Readonly<Record<string, Files>> = {
    'pointers-only': { 'clusters/prod/here.yaml': configMap('here', {}, 'default') },
    'one-way': {
      'clusters/prod/infra.yaml': kustomization('infra', {
        path: './infra',
        dependsOn: [{ name: 'team', namespace: 'team' }],
        ...platform,
      }),
    },
    impersonation: {
      'tenants/sync.yaml': tenantSync({ timeout: '5m', serviceAccountName: undefined }),
      ...fluxSystem([]),
    },
    'scoped-rights': { 'tenants/access.yaml': access.replace('"name":"admin"', '"name":"cluster-admin"') },
    'own-namespace': {
      'tenants/sync.yaml': tenantSync({ timeout: '5m', serviceAccountName: 'team' }, 'flux-system'),
    },
    lockdown: fluxSystem([]),
    'platform-account': { 'clusters/prod/infra.yaml': kustomization('infra', { path: './infra', timeout: '5m' }) },
    prune: { 'clusters/prod/infra.yaml': kustomization('infra', { path: './infra', prune: false, ...platform }) },
    timeout: {
      'clusters/prod/infra.yaml': kustomization('infra', {
        path: './infra',
        serviceAccountName: 'kustomize-controller',
      }),
    },
    pinned: {
      'infra/source.yaml': gitRepository('base', 'https://example.com/base').replace(
        /"commit":"\w+"/,
        '"branch":"main"',
      ),
      'infra/base.yaml': kustomization('base', {
        path: './',
        sourceRef: { kind: 'GitRepository', name: 'base' },
        ...platform,
      }),
    },
    'reviewed-images': { 'infra/automation.yaml': automation },
    'no-secrets': {
      'infra/secret.yaml': object('v1', 'Secret', 'a', 'default', { stringData: { password: 'hunter22' } }),
    },
    owners: { CODEOWNERS: '/clusters/ @acme/platform\n' },
  };

  test.each(Object.keys(cases))('%s', async (id) => {
    expect(await failing({ ...good, ...cases[id] })).toContain(id);
  });

  test('each line has such a case, but for that of one Flux, which two clusters take', () => {
    expect(['one-flux', ...Object.keys(cases)].sort()).toEqual(items.map(({ id }) => id).sort());
  });
});

test('what is acknowledged fails no line', async () => {
  const { metadata, ...rest } = JSON.parse(kustomization('infra', { path: './infra', prune: false, ...platform }));
  const annotations = { 'cdk8s-flux-hub/acknowledge': 'flux/prune-off: a migration' };

  expect(
    await failing({
      ...good,
      'clusters/prod/infra.yaml': JSON.stringify({ ...rest, metadata: { ...metadata, annotations } }),
    }),
  ).toEqual([]);
});

describe('where Flux is not locked down', () => {
  const open: Files = {
    ...good,
    ...fluxSystem([]),
    'clusters/prod/infra.yaml': kustomization('infra', { path: './infra', timeout: '5m' }),
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', dependsOn: [{ name: 'infra' }] }),
    'apps/namespace.yaml': namespace('apps'),
    'tenants/sync.yaml': tenantSync({ timeout: '5m' }),
  };

  test('the work is listed in order: what everything starts from, the platform as it is applied, then tenants', async () => {
    const { lockdown = [] } = await checklist(open);

    expect(lockdown.map(({ object: { name }, tenant, todo }) => `${tenant ?? 'platform'}: ${name}: ${todo}`)).toEqual([
      'platform: flux-system: patch in spec.serviceAccountName: kustomize-controller, in the kustomization.yaml beside gotk-sync.yaml',
      'platform: infra: set spec.serviceAccountName: kustomize-controller',
      'platform: apps: set spec.serviceAccountName: kustomize-controller',
      'team: team: set spec.serviceAccountName: a ServiceAccount of team that is bound to a role there, not to cluster-admin',
    ]);
    expect(lockdown[2]?.loses).toBe('applies 1 object, 1 of them in no namespace, such as Namespace apps');
  });

  test('it is printed with its last step, and the run fails', async () => {
    const { status, stdout } = await audit(open, '--checklist');

    expect(status).toBe(1);
    expect(stdout).toContain('  FAIL  Every controller of Flux is locked down');
    expect(stdout).toContain(
      '     5. Then set --default-service-account and --no-cross-namespace-refs on the controllers.',
    );
  });

  test('once it is, there is nothing to list', async () => {
    expect((await checklist(good)).lockdown).toBeUndefined();
  });
});

test('where the repo does not hold Flux, its lockdown is unknown, and that fails nothing', async () => {
  const files = {
    CODEOWNERS: '* @acme/platform',
    'clusters/prod/infra.yaml': kustomization('infra', { path: './infra', ...platform }),
    'infra/settings.yaml': configMap('settings', {}, 'default'),
  };
  const { items: checked } = await checklist(files);

  expect(checked.find(({ id }) => id === 'lockdown')).toMatchObject({
    status: 'unknown',
    reason: 'the repo does not hold the controllers of Flux',
  });
  expect((await audit(files, '--checklist')).status).toBe(0);
});
