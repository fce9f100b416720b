import { expect, test } from 'vitest';
import { inferTenancy } from '../../lib/audit/infer-tenancy';
import { readInstallation } from '../../lib/audit/read-installation';
import type { Manifest } from '../../lib/manifest/manifest';
import { ManifestIndex } from '../../lib/manifest/manifest-index';

const tenantLabel = 'toolkit.fluxcd.io/tenant';

/** The tenants that are inferred, each with its namespaces. */
function tenantsIn(...manifests: readonly Manifest[]): Record<string, readonly string[]> {
  const index = new ManifestIndex(
    manifests.map((manifest) => ({ manifest, file: 'cluster.yaml', origin: () => undefined })),
  );
  const { tenants } = inferTenancy(index, new Set(['GitRepository/flux-system/flux-system']), readInstallation(index));
  return Object.fromEntries(tenants.map(({ name, namespaces }) => [name, namespaces]));
}

function core(kind: string, name: string, namespace?: string, tenant?: string): Manifest {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, ...(namespace && { namespace }), ...(tenant && { labels: { [tenantLabel]: tenant } }) },
  };
}

function gitRepository(
  name: string,
  namespace: string,
  ref: object,
  url = `https://github.com/acme/${name}`,
): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace },
    spec: { url, ref },
  };
}

function kustomization(name: string, namespace: string, source: string, spec: object = {}): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace },
    spec: { sourceRef: { kind: 'GitRepository', name: source }, ...spec },
  };
}

function helmRelease(name: string, namespace: string): Manifest {
  return { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name, namespace }, spec: {} };
}

const branch = { branch: 'main' };

test('a label names the tenant of a namespace, and of several', () => {
  expect(
    tenantsIn(core('Namespace', 'web', undefined, 'shop'), core('ServiceAccount', 'flux', 'jobs', 'shop')),
  ).toEqual({ shop: ['jobs', 'web'] });
});

test('what is labelled in the namespace of Flux is the platform, whatever the label', () => {
  expect(
    tenantsIn(
      core('Namespace', 'flux-system', undefined, 'sre'),
      core('Namespace', 'cert-manager', undefined, 'sre'),
      core('ServiceAccount', 'flux-infra', 'flux-system', 'infra'),
    ),
  ).toEqual({});
});

test('a label alone marks a team, where Flux releases charts as itself and nobody has an account', () => {
  expect(tenantsIn(core('Namespace', 'podinfo', undefined, 'dev'), helmRelease('podinfo', 'podinfo'))).toEqual({});
  expect(
    tenantsIn(
      core('Namespace', 'podinfo', undefined, 'dev'),
      core('ServiceAccount', 'dev', 'podinfo'),
      helmRelease('podinfo', 'podinfo'),
    ),
  ).toEqual({ dev: ['podinfo'] });
});

test("a namespace that another repo is applied in is a tenant's; one that the hub is applied in is not", () => {
  expect(
    tenantsIn(
      gitRepository('shop', 'shop', branch),
      kustomization('shop', 'shop', 'shop'),
      kustomization('web', 'web', 'flux-system', {
        sourceRef: { kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' },
      }),
    ),
  ).toEqual({ shop: ['shop'] });
});

test('an artifact that is cut from the hub repo is the hub repo', () => {
  const generator: Manifest = {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    metadata: { name: 'parts', namespace: 'apps' },
    spec: {
      sources: [{ alias: 'hub', kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' }],
      artifacts: [{ name: 'web' }],
    },
  };
  const web = kustomization('web', 'apps', '', { sourceRef: { kind: 'ExternalArtifact', name: 'web' } });
  const other = { alias: 'shop', kind: 'GitRepository', name: 'shop' };

  expect(tenantsIn(generator, web)).toEqual({});
  expect(tenantsIn({ ...generator, spec: { sources: [other], artifacts: [{ name: 'web' }] } }, web)).toEqual({
    apps: ['apps'],
  });
});

test('a repo that is applied from beside Flux to one namespace is that of a tenant', () => {
  const repo = gitRepository('shop', 'flux-system', branch);
  const applied = kustomization('shop', 'flux-system', 'shop', { targetNamespace: 'shop-prod' });

  expect(tenantsIn(repo, applied)).toEqual({ 'shop-prod': ['shop-prod'] });
});

test('a base of several namespaces, a release of a fixed version, and what runs as the controller are the platform', () => {
  const base = 'https://github.com/acme/base';
  const to = (name: string, source: string, spec: object = {}) =>
    kustomization(name, 'flux-system', source, { targetNamespace: name, ...spec });

  expect(
    tenantsIn(
      gitRepository('one', 'flux-system', branch, base),
      gitRepository('two', 'flux-system', branch, base),
      to('redis', 'one'),
      to('mail', 'two'),
      gitRepository('metrics', 'flux-system', { tag: 'v1.2.3' }),
      to('metrics', 'metrics'),
      gitRepository('scanner', 'flux-system', branch),
      to('scanner', 'scanner', { serviceAccountName: 'kustomize-controller' }),
    ),
  ).toEqual({});
});
