import { BucketSource, GitSource, HelmChart, OciSource, Tenant, type TenantProps } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test, vi } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

function annotationsOf(props: TenantProps, more: (tenant: Tenant) => void = () => {}) {
  const rendered = renderCluster(clusterWith((cluster) => more(new Tenant(cluster, 'shop', props))));
  const { annotations = {} } = rendered.get('Namespace', 'shop').metadata;
  return { rendered, annotations };
}

test("a tenant's Namespaces say which are its own", () => {
  const { rendered } = annotationsOf({ namespaces: ['shop', 'shop-jobs'] });

  for (const name of ['shop', 'shop-jobs'])
    expect(rendered.get('Namespace', name).metadata.annotations).toHaveProperty(
      ['cdk8s-flux-hub/namespaces'],
      'shop,shop-jobs',
    );
});

test('and where its sources lead: those that the hub renders, wherever they are asked for, and those that it is allowed', () => {
  const { annotations, rendered } = annotationsOf(
    {
      source: GitSource.https('https://git.example.com/shop/apps'),
      selfService: true,
      allowedSources: ['https://git.example.com/shop/', 'oci://registry.example.com/shop/'],
    },
    (tenant) => {
      tenant.addKustomization('web');
      tenant.addKustomization('jobs', {
        source: OciSource.artifact('oci://registry.example.com/jobs', { ref: { tag: '1' } }),
      });
      tenant.addKustomization('data', { source: BucketSource.s3({ endpoint: 's3.example.com', bucketName: 'data' }) });
      tenant.addHelmRelease('cache', {
        chart: HelmChart.repository('https://charts.example.com', 'cache', { version: '1.0.0' }),
      });
    },
  );

  expect(found(rendered)).toEqual([]);
  expect(annotations['cdk8s-flux-hub/source-urls']?.split(',')).toEqual([
    'https://charts.example.com',
    'https://git.example.com/shop/',
    'https://git.example.com/shop/apps',
    'https://s3.example.com/data',
    'oci://registry.example.com/jobs',
    'oci://registry.example.com/shop/',
  ]);
});

test('a source that was taken away again, or what it stood in, is not among them', () => {
  const { annotations } = annotationsOf({}, (tenant) => {
    tenant.addHelmRelease('cache', {
      chart: HelmChart.repository('https://charts.example.com', 'cache', { version: '1.0.0' }),
    });
    GitSource.https('https://git.example.com/shop/old').create(tenant, 'old', { name: 'old', namespace: 'shop' });
    tenant.node.tryRemoveChild('cache');
    tenant.node.tryRemoveChild('old');
    tenant.addKustomization('web', { source: GitSource.https('https://git.example.com/shop/new') });
  });

  expect(annotations).toHaveProperty(['cdk8s-flux-hub/source-urls'], 'https://git.example.com/shop/new');
});

test('nothing of a tenant is searched for them, however many Namespaces ask', () => {
  const walks: unknown[] = [];
  annotationsOf(
    { namespaces: ['shop', 'shop-jobs'], source: GitSource.https('https://git.example.com/shop') },
    ({ node }) => walks.push(vi.spyOn(node, 'findAll')),
  );

  for (const walk of walks) expect(walk).not.toHaveBeenCalled();
  expect(walks).toHaveLength(1);
});

test('a tenant without sources may write none', () => {
  expect(annotationsOf({}).annotations).not.toHaveProperty(['cdk8s-flux-hub/source-urls']);
});

test.each([
  'github.com/acme/',
  'git@github.com:acme/',
  'https://github.com/acme/../',
  'https://github.com/acme/%2e%2e/',
  'https://github.com/acme/,https://github.com/other/',
  'https://user:password@github.com/acme/',
  'https://github.com/acme?x=',
  'https://',
])('%s is no beginning of URLs, and an error', (url) => {
  const { rendered } = annotationsOf({ selfService: true, allowedSources: [url] });

  expect(found(rendered)).toEqual([
    `tenancy/allowed-source: Tenant shop is allowed sources at ${JSON.stringify(url)}, which is no URL, or one that can be read in two ways.`,
  ]);
});

test.each([
  ['git://github.com/acme/', 'and Flux fetches none by git'],
  ['ftp://files.acme.io/', 'and Flux fetches none by ftp'],
  ['ssh://git@github.com', 'and no Git repository is at a host itself'],
])('no source can be at %s, which is an error', (url, issue) => {
  const { rendered } = annotationsOf({ selfService: true, allowedSources: [url] });

  expect(found(rendered)).toEqual([
    `tenancy/allowed-source: Tenant shop is allowed sources at ${JSON.stringify(url)}, ${issue}.`,
  ]);
});

test('a Helm repository may be at a host itself, and all below a host may be allowed', () => {
  const allowedSources = ['https://charts.example.com', 'oci://registry.example.com/', 'ssh://git@git.example.com/'];

  expect(found(annotationsOf({ selfService: true, allowedSources }).rendered)).toEqual([]);
});

test('sources are allowed in vain to a tenant that may write none, which is a warning', () => {
  const { rendered } = annotationsOf({ allowedSources: ['https://github.com/acme/'] });

  expect(rendered.findings).toEqual([
    expect.objectContaining({
      rule: 'tenancy/unused-sources',
      severity: 'warning',
      message: 'Tenant shop is allowed sources, and may write none: it has `allowedSources` without `selfService`.',
      file: 'test/tenancy/allowed-sources.test.ts',
    }),
  ]);
});

test('plain http is warned of where a tenant may fetch by it, unless from the cluster itself; of what is rendered, once', () => {
  const { rendered } = annotationsOf(
    {
      selfService: true,
      allowedSources: ['http://charts.example.com/', 'http://museum.charts.svc.cluster.local/'],
    },
    (tenant) =>
      tenant.addHelmRelease('cache', {
        chart: HelmChart.repository('http://own.example.com', 'cache', { version: '1.0.0' }),
      }),
  );

  expect(found(rendered)).toEqual([
    'flux/plain-http: HelmRepository shop/cache is fetched from own.example.com by plain http.',
    'flux/plain-http: Namespace shop lets its tenant have sources at http://charts.example.com/, by plain http.',
  ]);
});
