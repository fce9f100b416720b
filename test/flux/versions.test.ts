import { type ClusterProps, GitSource, HelmChart, KubeObject, PlatformService, Tenant } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
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
    'manifest/schema: Kustomization billing/api has the field spec.ignore, which Kustomization does not have.',
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
    'manifest/not-served: HelmRelease flux-system/web needs helm-controller, which cluster test does not have.',
    'manifest/not-served: ImageRepository flux-system/web needs image-reflector-controller, which cluster test does not have.',
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
  [{ kubernetes: '1.34.2', flux: { version: '2.9.4' } }, 'Cluster test says Kubernetes 1.34.2.'],
  [{ kubernetes: '1.34', flux: { version: '2.6.0' } }, 'Cluster test says Flux 2.6.0.'],
  [{ kubernetes: '1.34', flux: { version: '2.9' } }, 'Cluster test says Flux 2.9.'],
])('versions that do not fit each other, or nothing, are refused: %o', (props, message) => {
  const { findings } = renderCluster(clusterWith(() => {}, props));

  expect(findings.map((finding) => finding.message)).toEqual([message]);
});

test('a version may be written with a v, as Flux tags it', () => {
  const { findings, files } = renderCluster(clusterWith(() => {}, { flux: { version: 'v2.9.4' } }));

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
