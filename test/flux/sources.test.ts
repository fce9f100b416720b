import {
  BucketSource,
  GitRepository,
  GitSource,
  HelmChart,
  KubeObject,
  OciSource,
  PlatformService,
  SecretRef,
  type SourceDefinition,
  Tenant,
} from 'cdk8s-flux-hub';
import { renderCluster, renderTenant } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { gitUrlProblem } from '../../lib/flux/git-url';
import { clusterWith, found, plainCluster } from '../support/plain-cluster';

const secret = (name: string) => SecretRef.external(name, { createdBy: 'Terraform' });

/** A tenant whose only app comes from a source. */
function appFrom(source: SourceDefinition) {
  return renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', { source });
    tenant.addKustomization('api');
    return tenant;
  }, plainCluster);
}

test.each<[string, string, SourceDefinition, object]>([
  [
    'Git over SSH, with signed commits',
    'GitRepository',
    GitSource.ssh('ssh://git@github.com:22/acme/billing', {
      ref: { semver: '>=1.0.0' },
      deployKey: secret('git'),
      interval: '5m',
      sparseCheckout: ['deploy'],
      verify: { publicKeys: secret('pgp') },
    }),
    {
      url: 'ssh://git@github.com:22/acme/billing',
      ref: { semver: '>=1.0.0' },
      interval: '5m',
      secretRef: { name: 'git' },
      sparseCheckout: ['deploy'],
      verify: { mode: 'HEAD', secretRef: { name: 'pgp' } },
    },
  ],
  [
    'Git over HTTPS',
    'GitRepository',
    GitSource.https('https://github.com/acme/billing', { credentials: secret('token') }),
    {
      url: 'https://github.com/acme/billing',
      ref: { branch: 'main' },
      interval: '1m',
      secretRef: { name: 'token' },
    },
  ],
  [
    'a registry, verified by a public key',
    'OCIRepository',
    OciSource.artifact('oci://ghcr.io/acme/billing', {
      ref: { digest: `sha256:${'0'.repeat(64)}` },
      pullSecret: secret('pull'),
      verify: { cosignPublicKey: secret('cosign') },
    }),
    {
      url: 'oci://ghcr.io/acme/billing',
      ref: { digest: `sha256:${'0'.repeat(64)}` },
      interval: '1m',
      secretRef: { name: 'pull' },
      verify: { provider: 'cosign', secretRef: { name: 'cosign' } },
    },
  ],
  [
    'a bucket',
    'Bucket',
    BucketSource.s3({
      bucketName: 'manifests',
      endpoint: 's3.eu-central-1.amazonaws.com',
      provider: 'aws',
      region: 'eu-central-1',
      prefix: 'billing/',
      credentials: secret('s3'),
    }),
    {
      bucketName: 'manifests',
      endpoint: 's3.eu-central-1.amazonaws.com',
      provider: 'aws',
      region: 'eu-central-1',
      prefix: 'billing/',
      interval: '1m',
      secretRef: { name: 's3' },
    },
  ],
])('a source may be %s', (_, kind, definition, spec) => {
  const rendered = appFrom(definition);

  expect(found(rendered)).toEqual([]);
  expect(rendered.get(kind, 'billing', 'billing').spec).toEqual(spec);
  expect(rendered.get('Kustomization', 'api').spec).toHaveProperty('sourceRef', { kind, name: 'billing' });
});

test('a chart may be a folder of a Git source', () => {
  const { get } = renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const source = GitSource.https('https://github.com/acme/charts').create(tenant, 'charts', {
      name: 'charts',
      namespace: tenant.home,
    });
    tenant.addHelmRelease('api', { chart: HelmChart.from(source, './charts/api') });
    return tenant;
  }, plainCluster);

  expect(get('HelmRelease', 'api').spec).toHaveProperty('chart', {
    spec: { chart: './charts/api', sourceRef: { kind: 'GitRepository', name: 'charts' } },
  });
});

test.each([
  [GitSource.https('http://github.com/acme/billing'), 'http://github.com/acme/billing does not start with https://.'],
  [
    GitSource.ssh('https://github.com/acme/billing', { deployKey: secret('git') }),
    'https://github.com/acme/billing does not start with ssh://.',
  ],
  [
    GitSource.ssh('ssh://git@github.com:acme/billing', { deployKey: secret('git') }),
    'ssh://git@github.com:acme/billing is the scp form of a Git URL, which Flux does not read.',
  ],
])('a URL that is not of its scheme is refused once', (definition, message) => {
  expect(found(appFrom(definition))).toEqual([`flux/source-url: ${message}`]);
});

test.each([
  ['https://github.com/acme/billing', 'ssh://', 'Write ssh://git@github.com/acme/billing.'],
  ['http://github.com/acme/billing', 'https://', 'Write https://github.com/acme/billing.'],
  ['github.com/acme/billing', 'https://', 'Write https://github.com/acme/billing.'],
  ['file:///srv/billing', 'ssh://', 'Write ssh://host/path.'],
] as const)('%s is written out for %s', (url, scheme, fix) => {
  expect(gitUrlProblem(url, [scheme])?.fix).toBe(fix);
});

test('a field of a Flux object that names a Secret takes a SecretRef, which declares it', () => {
  const rendered = renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const repository = new GitRepository(tenant, 'apps', {
      url: 'https://github.com/acme/apps',
      ref: { branch: 'main' },
      secretRef: secret('git'),
      proxySecretRef: secret('proxy'),
      verify: { mode: 'HEAD', secretRef: secret('pgp') },
    });
    tenant.addKustomization('api', { source: repository, decryption: { provider: 'sops', secretRef: secret('age') } });
    tenant.addHelmRelease('db', {
      chart: HelmChart.from(repository, './charts/db'),
      kubeConfig: { secretRef: secret('kubeconfig') },
      values: { auth: { secretRef: secret('of-the-chart') } },
    });
    return tenant;
  }, plainCluster);

  expect(found(rendered)).toEqual([
    "isolation/remote-cluster: HelmRelease billing/db names kubeconfig in spec.kubeConfig.secretRef, and is tenant billing's.",
  ]);
  expect(rendered.get('GitRepository', 'apps').spec).toMatchObject({
    secretRef: { name: 'git' },
    proxySecretRef: { name: 'proxy' },
    verify: { mode: 'HEAD', secretRef: { name: 'pgp' } },
  });
  expect(rendered.get('Kustomization', 'api').spec).toHaveProperty('decryption.secretRef', { name: 'age' });
  expect(rendered.get('HelmRelease', 'db').spec).toMatchObject({
    kubeConfig: { secretRef: { name: 'kubeconfig' } },
    values: { auth: { secretRef: { type: 'external', name: 'of-the-chart', createdBy: 'Terraform' } } },
  });
});

test('a Secret that is said to come from elsewhere is not rendered here too', () => {
  const rendered = renderTenant((cluster) => {
    const deployKey = secret('git');
    const source = GitSource.ssh('ssh://git@github.com/acme/billing', { deployKey });
    const tenant = new Tenant(cluster, 'billing', { source });
    tenant.addKustomization('api', { decryption: { provider: 'sops', secretRef: deployKey } });
    new KubeObject(tenant, 'key', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'git', namespace: 'billing' },
    });
    return tenant;
  }, plainCluster);

  expect(found(rendered)).toEqual([
    'secrets/declared-external: Secret billing/git is declared to come from Terraform, and tenant billing renders it.',
  ]);
});

test('an object that a cluster declares to come from elsewhere is not rendered here too', () => {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      cluster.external({ kind: 'ConfigMap', namespace: 'web', name: 'ca' }, { createdBy: 'trust-manager' });
      new KubeObject(new PlatformService(cluster, 'web'), 'ca', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'ca', namespace: 'web' },
      });
    }),
  );

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'secrets/declared-external',
      message: 'ConfigMap web/ca is declared to come from trust-manager, and platform web renders it.',
      file: 'test/flux/sources.test.ts',
    }),
  ]);
});

test('a chart takes what a HelmRelease can say of it', () => {
  const { get } = renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const source = new GitRepository(tenant, 'charts', { url: 'https://github.com/acme/charts' });
    const fields = {
      reconcileStrategy: 'Revision',
      valuesFiles: ['prod.yaml'],
      ignoreMissingValuesFiles: true,
    } as const;
    tenant.addHelmRelease('api', { chart: HelmChart.from(source, './charts/api', { version: '1.x', ...fields }) });
    tenant.addHelmRelease('db', {
      chart: HelmChart.repository('https://charts.example.com', 'db', {
        version: '4.5.6',
        interval: '2h',
        valuesFiles: ['values.yaml', 'prod.yaml'],
        verify: { provider: 'cosign', secretRef: secret('cosign') },
      }),
    });
    return tenant;
  }, plainCluster);

  expect(get('HelmRelease', 'api').spec).toHaveProperty('chart.spec', {
    chart: './charts/api',
    ignoreMissingValuesFiles: true,
    reconcileStrategy: 'Revision',
    sourceRef: { kind: 'GitRepository', name: 'charts' },
    valuesFiles: ['prod.yaml'],
    version: '1.x',
  });
  expect(get('HelmRelease', 'db').spec).toHaveProperty('chart.spec', {
    chart: 'db',
    sourceRef: { kind: 'HelmRepository', name: 'db' },
    valuesFiles: ['values.yaml', 'prod.yaml'],
    verify: { provider: 'cosign', secretRef: { name: 'cosign' } },
    version: '4.5.6',
  });
  expect(get('HelmRepository', 'db').spec).toEqual({ interval: '2h', url: 'https://charts.example.com' });
});

test('who waits for another may say itself when that one is ready', () => {
  const readyExpr = 'dep.status.lastAppliedRevision == self.status.lastAppliedRevision';
  const chart = HelmChart.repository('https://charts.example.com', 'any', { version: '1.0.0' });
  const rendered = renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', { source: GitSource.https('https://github.com/acme/billing') });
    const [crds, api] = [tenant.addKustomization('crds'), tenant.addKustomization('api')];
    tenant.addKustomization('web', { dependsOn: [crds, { on: api, readyExpr }] });
    const db = tenant.addHelmRelease('db', { chart });
    tenant.addHelmRelease('cache', { chart, dependsOn: [{ on: db, readyExpr }] });
    return tenant;
  }, plainCluster);

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('Kustomization', 'web').spec).toHaveProperty('dependsOn', [
    { name: 'crds' },
    { name: 'api', readyExpr },
  ]);
  expect(rendered.get('HelmRelease', 'cache').spec).toHaveProperty('dependsOn', [{ name: 'db', readyExpr }]);
});
