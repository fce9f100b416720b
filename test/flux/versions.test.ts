import { type ClusterProps, GitSource, HelmChart, KubeObject, PlatformService, Tenant } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { fluxReleases, isFluxGroup } from '../../lib/versions/flux';
import { clusterWith, found } from '../support/plain-cluster';

const source = GitSource.https('https://github.com/acme/billing');

/** A cluster of a version, whose tenant uses a field that Flux knows since 2.9. */
function withNewField(version: string): Rendering {
  return renderCluster(
    clusterWith(
      (cluster) => {
        new Tenant(cluster, 'billing', { source }).addKustomization('api', {
          ignore: [{ paths: ['/spec/replicas'] }],
        });
      },
      { flux: { version } },
    ),
  );
}

test('a field of Flux 2.9 is refused on a cluster with 2.7, and rendered on one with 2.9', () => {
  expect(found(withNewField('2.9.4'))).toEqual([]);
  expect(found(withNewField('2.7.5'))).toEqual([
    'manifest/schema-violation: Kustomization billing/api has the field spec.ignore, which Kustomization does not have.',
  ]);
});

/** What is found on a cluster that has a release of a chart and an image policy. */
function foundWith(props: Partial<ClusterProps>): string[] {
  return found(
    renderCluster(
      clusterWith((cluster) => {
        const service = new PlatformService(cluster, 'web', {
          chart: HelmChart.repository('https://charts.example.com', 'web', { version: '1.0.0' }),
        });
        new KubeObject(service, 'images', {
          apiVersion: 'image.toolkit.fluxcd.io/v1',
          kind: 'ImageRepository',
          metadata: { name: 'web', namespace: 'flux-system' },
          spec: { image: 'ghcr.io/acme/web', interval: '5m' },
        });
      }, props),
    ),
  );
}

test('a kind is refused where the component that serves it is not installed', () => {
  expect(foundWith({ flux: { version: '2.9.4', components: ['source-controller', 'kustomize-controller'] } })).toEqual([
    'manifest/not-served: HelmRelease flux-system/web needs helm-controller, which the cluster does not have.',
    'manifest/not-served: ImageRepository flux-system/web needs image-reflector-controller, which the cluster does not have.',
  ]);
  expect(
    foundWith({
      flux: {
        version: '2.9.4',
        components: ['source-controller', 'kustomize-controller', 'helm-controller', 'image-reflector-controller'],
      },
    }),
  ).toEqual([]);
});

test.each([
  [{ kubernetes: '1.32', flux: { version: '2.9.4' } }, 'Flux 2.9.4 needs Kubernetes 1.33 or newer; test has 1.32.'],
  [{ kubernetes: '1.34.2', flux: { version: '2.9.4' } }, 'The cluster says Kubernetes 1.34.2.'],
  [{ kubernetes: '1.34', flux: { version: '2.6.0' } }, 'The cluster says Flux 2.6.0.'],
  [{ kubernetes: '1.34', flux: { version: '2.9' } }, 'The cluster says Flux 2.9.'],
  [{ gatewayApi: { version: 'latest' } }, 'The cluster says Gateway API latest.'],
  [{ gatewayApi: { version: '1' } }, 'The cluster says Gateway API 1.'],
  [{ gatewayApi: { version: '' } }, 'The cluster says no Gateway API version.'],
])('versions that do not fit each other, or nothing, are refused: %o', (props, message) => {
  const { findings } = renderCluster(clusterWith(() => {}, props));

  expect(findings.map((finding) => finding.message)).toEqual([message]);
});

test('a version may be written with a v, as Flux tags it', () => {
  const { findings, files } = renderCluster(
    clusterWith(() => {}, { flux: { version: 'v2.9.4' }, gatewayApi: { version: 'v1.6.1' } }),
  );

  expect(findings).toEqual([]);
  expect(Object.keys(files)).toContain('clusters/test/kustomization.yaml');
});

test('a component that there is not is asked for by its name', () => {
  const components = JSON.parse('["source-controller", "kustomize-controler"]');
  const { findings } = renderCluster(clusterWith(() => {}, { flux: { version: '2.9.4', components } }));

  expect(findings[0]).toMatchObject({
    rule: 'hub/flux-component',
    message: 'Cluster test lists the Flux component kustomize-controler, which there is not.',
    fix: 'Did you mean kustomize-controller?',
  });
});

test('a component like no other is asked for by those that there are', () => {
  const components = JSON.parse('["source-controller", "argo"]');
  const { findings } = renderCluster(clusterWith(() => {}, { flux: { version: '2.9.4', components } }));

  expect(findings[0]?.fix).toMatch(/^Use one of source-controller, kustomize-controller, .*\.$/);
});

/** What is said of an object of some kind on a cluster: the message, then the fix. */
function saidOf(apiVersion: string, kind: string, props: Partial<ClusterProps>): (string | undefined)[] {
  const { findings } = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'web', { namespace: 'web' });
      new KubeObject(service, 'object', { apiVersion, kind, metadata: { name: 'web' } });
    }, props),
  );
  const unserved = findings.find(({ rule }) => rule === 'manifest/not-served');
  return [unserved?.message, unserved?.fix];
}

test.each<[string, string, Partial<ClusterProps>, string, string]>([
  [
    'image.toolkit.fluxcd.io/v1beta1',
    'ImagePolicy',
    { flux: { version: '2.9.4', components: ['image-reflector-controller'] } },
    'Flux 2.9',
    'Use image.toolkit.fluxcd.io/v1.',
  ],
  [
    'image.toolkit.fluxcd.io/v1beta1',
    'ImagePolicy',
    { flux: { version: '2.8.5', components: ['image-reflector-controller'] } },
    'Flux 2.8',
    'Use image.toolkit.fluxcd.io/v1 or image.toolkit.fluxcd.io/v1beta2.',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema',
    { kubernetes: '1.34' },
    'Kubernetes 1.34',
    'It was served until 1.31. Use flowcontrol.apiserver.k8s.io/v1.',
  ],
  [
    'networking.k8s.io/v1',
    'ServiceCIDR',
    { kubernetes: '1.32', flux: { version: '2.7.5' } },
    'Kubernetes 1.32',
    'It is served since 1.33.',
  ],
  [
    'gateway.networking.k8s.io/v1',
    'ReferenceGrant',
    { gatewayApi: { version: '1.4.1' } },
    'Gateway API 1.4.1',
    'It is served since 1.5. Use gateway.networking.k8s.io/v1beta1.',
  ],
  [
    'gateway.networking.k8s.io/v1alpha2',
    'ReferenceGrant',
    { gatewayApi: { version: '1.4' } },
    'Gateway API 1.4',
    'Use gateway.networking.k8s.io/v1beta1.',
  ],
  [
    'gateway.networking.k8s.io/v1',
    'TCPRoute',
    { gatewayApi: { version: 'v1.5.0' } },
    'Gateway API 1.5.0',
    'It is served since 1.6.',
  ],
])('%s %s is refused on %o, with what is served there', (apiVersion, kind, props, release, fix) => {
  expect(saidOf(apiVersion, kind, props)).toEqual([
    `${kind} web is of ${apiVersion}, which ${release} does not serve.`,
    fix,
  ]);
});

test.each<[string, string, Partial<ClusterProps>]>([
  ['gateway.networking.k8s.io/v1', 'TCPRoute', { gatewayApi: { version: '1.6.0' } }],
  ['gateway.networking.k8s.io/v1', 'TCPRoute', { gatewayApi: { version: 'latest' } }],
  ['networking.k8s.io/v1', 'ServiceCIDR', { kubernetes: '1.33' }],
])('nothing is said against the version of %s %s on %o', (apiVersion, kind, props) => {
  expect(saidOf(apiVersion, kind, props)).toEqual([undefined, undefined]);
});

test('a kind that its group does not have is asked for by its name', () => {
  expect(saidOf('gateway.networking.k8s.io/v1', 'HTTPRotue', { gatewayApi: { version: '1.6' } })).toEqual([
    'HTTPRotue web is of a kind that gateway.networking.k8s.io does not have.',
    'Did you mean HTTPRoute?',
  ]);
});

test('a group is one of Flux where a component brings kinds of it', () => {
  const groups = Object.values(fluxReleases['2.9'].kinds).flatMap((kinds) =>
    Object.values(kinds).map((apiVersion) => apiVersion.split('/')[0] ?? ''),
  );

  expect(groups).toContain('source.extensions.fluxcd.io');
  expect(groups.filter((group) => !isFluxGroup(group))).toEqual([]);
  expect(
    ['', 'apps', 'toolkit.fluxcd.io', 'fluxcd.controlplane.io', 'my.toolkit.fluxcd.io'].filter(isFluxGroup),
  ).toEqual([]);
});
