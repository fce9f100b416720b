import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditedCluster } from '../../lib/audit/audit';
import type { Finding } from '../../lib/manifest/finding';
import {
  configMap,
  documents,
  type Files,
  fluxSystem,
  gitRepository,
  kustomization,
  kustomize,
  object,
  repo,
} from './fleet';
import { audit, findingsOf } from './run';

const rulesOf = async (files: Files) => (await findingsOf(files)).map(({ rule }) => rule);

const clusterOf = async (files: Files): Promise<AuditedCluster> =>
  JSON.parse((await audit(files, '--json')).stdout).clusters[0];

test('a field that is null is taken for one that is left out, as the API server does, but for those of custom resources', async () => {
  const spec = {
    selector: { matchLabels: { app: 'a' } },
    strategy: null,
    template: {
      metadata: { creationTimestamp: null, labels: { app: 'a' } },
      spec: { volumes: null, containers: [{ name: 'a', image: 'a:1', env: null, args: null }] },
    },
  };
  const files = repo({
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/a.yaml': documents(
      object('apps/v1', 'Deployment', 'a', 'default', { spec }),
      object('networking.k8s.io/v1', 'NetworkPolicy', 'a', 'default', { spec: { podSelector: null, ingress: null } }),
    ),
  });

  const custom = repo({
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', dependsOn: null }),
    'apps/a.yaml': object('v1', 'ConfigMap', 'a', 'default', {}),
  });
  const messages = async (of: Files) => (await findingsOf(of)).map(({ message }) => message);

  expect(await messages(files)).toEqual([]);
  expect(await messages(custom)).toContain('Kustomization flux-system/apps has spec.dependsOn: null.');
});

const encrypted = `${JSON.stringify({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'cluster-secrets', namespace: 'flux-system' },
  stringData: Object.fromEntries(
    ['name', 'domain', 'cidr', 'interval'].map((name) => [name, 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]']),
  ),
  sops: { version: '3.9.0', mac: 'x' },
})}\n`;

describe('what a repo does not hold, since others make it, is no mistake:', () => {
  test('Secrets, and ConfigMaps of variables', async () => {
    const spec = {
      path: './apps',
      decryption: { provider: 'sops', secretRef: { name: 'age' } },
      postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'cluster-vars' }] },
    };

    expect(
      await rulesOf(
        repo({
          'clusters/prod/apps.yaml': kustomization('apps', spec),
          'apps/a.yaml': configMap('a', { a: '$' + '{region}' }, 'default'),
        }),
      ),
    ).toEqual([]);
  });

  test.each([
    ['a Secret that is nowhere', [{ kind: 'Secret', name: 'cluster-secrets' }], ''],
    ['a Secret whose content is encrypted', [{ kind: 'Secret', name: 'cluster-secrets' }], encrypted],
  ])('values of variables, from %s', async (_, substituteFrom, secret) => {
    const v = (name: string) => `\${${name}}`;
    const files = (value: (name: string) => string) =>
      repo({
        'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', postBuild: { substituteFrom } }),
        ...(secret && { 'clusters/prod/secret.yaml': secret }),
        'apps/apps.yaml': documents(
          object('gateway.networking.k8s.io/v1', 'HTTPRoute', value('name'), 'shop', {
            metadata: { name: value('name'), namespace: 'shop', labels: { team: value('name') } },
            spec: {
              hostnames: [`shop.${value('domain')}`],
              parentRefs: [{ name: 'shared' }],
              rules: [{ backendRefs: [{ name: value('name'), port: 80 }] }],
            },
          }),
          object('v1', 'Service', 'web', 'shop', { spec: { ports: [{ port: 80 }], selector: { app: 'web' } } }),
          object('networking.k8s.io/v1', 'NetworkPolicy', 'office', 'shop', {
            spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: value('cidr') } }] }] },
          }),
          kustomization('more', { path: `./more/${value('name')}`, interval: value('interval'), timeout: '5m' }),
        ),
      });

    expect(await rulesOf(files(v))).toEqual([]);
    expect(new Set(await rulesOf(files((name) => `no ${name}`)))).toEqual(
      new Set(['manifest/schema-violation', 'kubernetes/invalid-cidr', 'tree/missing']),
    );
  });

  test('artifacts that a generator makes', async () => {
    const generator = object('source.extensions.fluxcd.io/v1beta1', 'ArtifactGenerator', 'split', 'flux-system', {
      spec: {
        sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'flux-system' }],
        artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: '@artifact/' }] }],
      },
    });
    const files = {
      'clusters/prod/split.yaml': generator,
      'clusters/prod/apps.yaml': kustomization('apps', {
        path: './',
        sourceRef: { kind: 'ExternalArtifact', name: 'apps' },
      }),
      'apps/a.yaml': configMap('a', {}, 'default'),
    };

    expect(await rulesOf(repo(files))).toEqual([]);
  });

  test('what a Kustomization on another repo may apply', async () => {
    const files = {
      'clusters/prod/source.yaml': gitRepository('base', 'https://example.com/base'),
      'clusters/prod/base.yaml': kustomization('base', {
        path: './',
        sourceRef: { kind: 'GitRepository', name: 'base' },
      }),
      'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', dependsOn: [{ name: 'of-the-base' }] }),
      'apps/a.yaml': configMap('a', {}, 'default'),
    };

    expect(await rulesOf(repo(files))).toEqual([]);
    const { 'clusters/prod/base.yaml': _, ...known } = files;
    expect(await rulesOf(repo(known))).toEqual(['flux/dependency-missing']);
  });
});

test('the namespace that kustomize gives to what lives in none is no mistake: the API server drops it', async () => {
  const issuer = object('cert-manager.io/v1', 'ClusterIssuer', 'letsencrypt', undefined, { spec: { selfSigned: {} } });
  const files = {
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/kustomization.yaml': kustomize({ namespace: 'cert-manager', resources: ['issuer.yaml'] }),
    'apps/issuer.yaml': issuer,
  };

  expect(await rulesOf(repo(files))).not.toContain('manifest/namespace-unwanted');
});

test('what is applied with a kubeconfig is on another cluster, and no second owner of what is here', async () => {
  const fleet = { kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' };
  const to = (name: string) =>
    kustomization(name, { path: './apps', kubeConfig: { secretRef: { name } }, sourceRef: fleet }, 'fleet');
  const files = {
    'clusters/prod/fleet.yaml': documents(kustomization('here', { path: './apps' }), to('east'), to('west')),
    'apps/a.yaml': configMap('a', {}, 'default'),
    'apps/issuer.yaml': object('cert-manager.io/v1', 'ClusterIssuer', 'self', undefined, { spec: { selfSigned: {} } }),
  };
  const { findings, clusters } = JSON.parse((await audit(repo(files), '--json')).stdout);

  expect(clusters.map(({ name, objects }: AuditedCluster) => `${name}: ${objects}`)).toEqual([
    'prod: 5',
    'prod/fleet/east: 2',
    'prod/fleet/west: 2',
  ]);
  expect(findings.map(({ rule, cluster }: Finding) => `${rule} ${cluster}`)).toEqual([
    'kubernetes/controller-missing prod',
  ]);
});

test('what SOPS notes in a file is no field too many', async () => {
  const secret = object('v1', 'Secret', 'a', 'default', {
    stringData: { password: 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]' },
    sops: { version: '3.9.0' },
  });
  const spec = { path: './apps', decryption: { provider: 'sops' } };

  expect(
    await rulesOf(repo({ 'clusters/prod/apps.yaml': kustomization('apps', spec), 'apps/a.yaml': secret })),
  ).toEqual([]);
});

describe('the version of Flux is that of', () => {
  const instance = (version: string) =>
    object('fluxcd.controlplane.io/v1', 'FluxInstance', 'flux', 'flux-system', {
      spec: {
        distribution: { version, registry: 'ghcr.io/fluxcd' },
        sync: {
          kind: 'GitRepository',
          url: 'https://example.com/fleet',
          ref: 'refs/heads/main',
          path: 'clusters/prod',
        },
      },
    });

  test.each([
    ['2.7.x', '2.7.x'],
    ['2.8.3', '2.8.3'],
    ['2.x', '2.9'],
  ])('its FluxInstance: %s', async (version, flux) => {
    expect(await clusterOf({ 'clusters/prod/flux.yaml': instance(version) })).toMatchObject({
      foundBy: 'flux-instance',
      flux,
    });
  });

  test('its controllers, where the repo holds them', async () => {
    const labels = { 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': 'v2.8.1' };
    const controller = `${JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'kustomize-controller', namespace: 'flux-system', labels },
      spec: { selector: {}, template: {} },
    })}\n`;

    expect(await clusterOf(repo({ 'clusters/prod/flux-system/gotk-components.yaml': controller }))).toMatchObject({
      flux: 'v2.8.1',
    });
  });
});

describe('flags that bootstrap has yet to write are read from', () => {
  const flags = ['--no-cross-namespace-refs=true', '--default-service-account=default', '--no-remote-bases=true'];
  const target = { kind: 'Deployment', name: '(kustomize|helm|notification)-controller' };
  const added = flags.map((value) => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value }));
  const tenant = documents(
    `${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { 'toolkit.fluxcd.io/tenant': 'team' } } })}\n`,
  );
  const isolation = async (patches: readonly unknown[], more: Files = {}) => {
    const files = {
      'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', serviceAccountName: 'kustomize-controller' }),
      'apps/team.yaml': tenant,
    };
    const found = await rulesOf(repo({ ...files, ...fluxSystem(patches), ...more }));
    return [...new Set(found.filter((rule) => rule.startsWith('isolation/')))];
  };

  test('JSON patches, inline and in files', async () => {
    expect(await isolation([])).toEqual(['isolation/lockdown']);
    expect(await isolation([{ target, patch: JSON.stringify(added) }])).toEqual([]);
    expect(
      await isolation([{ target, path: 'lock.yaml' }], {
        'clusters/prod/flux-system/lock.yaml': JSON.stringify(added),
      }),
    ).toEqual([]);
  });

  test('merge patches, which take all other arguments away', async () => {
    const merge = (name: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - name: manager\n          args:\n${flags.map((flag) => `            - ${flag}\n`).join('')}`;
    const patches = ['kustomize-controller', 'helm-controller', 'notification-controller'].map((name) => ({
      patch: merge(name),
    }));

    expect(await isolation(patches)).toEqual(['isolation/replaced-arguments']);
  });
});

test("nothing is said of this repo's own fleet, but who owns it", async () => {
  const found = await findingsOf(join(__dirname, '../..'));

  expect(found.filter(({ rule }) => rule !== 'repo/owner-missing')).toEqual([]);
});
