import {
  BucketSource,
  GitSource,
  HelmChart,
  OciSource,
  SecretRef,
  type SourceDefinition,
  Tenant,
} from 'cdk8s-flux-hub';
import { renderTenant } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { found, plainCluster } from '../support/plain-cluster';

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
