import { type Cluster, GitSource, PlatformService, Tenant, type TenantKustomizationProps } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

const variables = { domain: 'eu.acme.io', region: 'eu-central-1' };

function withApi(props: TenantKustomizationProps) {
  return (cluster: Cluster) => {
    const source = GitSource.https('https://github.com/acme/billing');
    new Tenant(cluster, 'billing', { source }).addKustomization('api', props);
  };
}

test('variables reach a tenant as a ConfigMap in its namespace, which its apps wait for', () => {
  const rendered = renderCluster(clusterWith(withApi({ variables: true }), { variables }));
  const { files, get } = rendered;

  expect(found(rendered)).toEqual([]);
  expect(get('ConfigMap', 'cluster-variables', 'billing').data).toEqual(variables);
  expect(files['tenants/test/billing/base/tenant.yaml']).toContain('kind: ConfigMap');
  expect(get('Kustomization', 'tenant-billing').spec).toHaveProperty('path', './deploy/tenants/test/billing/base');
  expect(get('Kustomization', 'tenant-billing-apps').spec).toHaveProperty('dependsOn', [{ name: 'tenant-billing' }]);
  expect(get('Kustomization', 'api').spec).toHaveProperty('postBuild', {
    substituteFrom: [{ kind: 'ConfigMap', name: 'cluster-variables' }],
  });
});

test('what an app substitutes itself comes on top of the variables', () => {
  const { get } = renderCluster(
    clusterWith(
      withApi({
        variables: true,
        postBuild: {
          substitute: { tier: 'gold' },
          substituteFrom: [{ kind: 'ConfigMap', name: 'own', optional: true }],
        },
      }),
      { variables },
    ),
  );

  expect(get('Kustomization', 'api').spec).toHaveProperty('postBuild', {
    substitute: { tier: 'gold' },
    substituteFrom: [
      { kind: 'ConfigMap', name: 'cluster-variables' },
      { kind: 'ConfigMap', name: 'own', optional: true },
    ],
  });
});

test('services from base repos share one copy of the variables, and wait for it', () => {
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        for (const name of ['storage', 'ingress'])
          new PlatformService(cluster, name, {
            source: GitSource.https('https://github.com/acme/base', { ref: { tag: 'v1.0.0' } }),
            path: `./${name}`,
            kustomization: { postBuild: { substitute: { tier: 'gold' } } },
            variables: true,
          });
      },
      { variables },
    ),
  );
  const { get, objects } = rendered;

  expect(found(rendered)).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(1);
  expect(get('ConfigMap', 'cluster-variables', 'flux-system').data).toEqual(variables);
  for (const name of ['storage', 'ingress']) {
    expect(get('Kustomization', `infra-${name}`).spec).toHaveProperty('dependsOn', [{ name: 'infra-variables' }]);
    expect(get('Kustomization', name).spec).toHaveProperty('postBuild', {
      substitute: { tier: 'gold' },
      substituteFrom: [{ kind: 'ConfigMap', name: 'cluster-variables' }],
    });
  }
});

test('variables of a cluster that has none are an error', () => {
  expect(found(renderCluster(clusterWith(withApi({ variables: true }))))).toEqual([
    'hub/no-variables: Variables are substituted, and cluster test has none.',
  ]);
});

test('a tenant may be called variables, and a service may not', () => {
  const source = GitSource.https('https://github.com/acme/base', { ref: { tag: 'v1.0.0' } });
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        new Tenant(cluster, 'variables', {});
        new PlatformService(cluster, 'storage', { source, variables: true });
      },
      { variables },
    ),
  );

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('ConfigMap', 'cluster-variables', 'flux-system').data).toEqual(variables);
  expect(found(renderCluster(clusterWith((cluster) => new PlatformService(cluster, 'variables', { source }))))).toEqual(
    [expect.stringMatching(/^hub\/name-taken: There is a platform service variables already: made at /)],
  );
});
