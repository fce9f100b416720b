import {
  Bootstrap,
  type Cluster,
  GitSource,
  HelmChart,
  KubeObject,
  Lockdown,
  PlatformService,
  Tenant,
} from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith, found, plain } from '../support/plain-cluster';

const source = GitSource.https('https://github.com/acme/billing');

function foundWith(populate: (cluster: Cluster) => void): string[] {
  return found(renderCluster(clusterWith(populate)));
}

test('what the hub would apply for a tenant outside its namespaces is an error', () => {
  const findings = foundWith((cluster) => {
    const billing = new Tenant(cluster, 'billing', { source });
    const add = (apiVersion: string, kind: string, name: string, namespace?: string, fields = {}) =>
      new KubeObject(billing, `${kind}-${name}`, {
        apiVersion,
        kind,
        metadata: { name, ...(namespace && { namespace }) },
        ...fields,
      });
    add('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'billing-admin', undefined, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    });
    add('v1', 'Namespace', 'kube-system');
    add('v1', 'ConfigMap', 'settings', 'flux-system');
    add('v1', 'ConfigMap', 'own', 'billing');
    billing.addKustomization('api', { targetNamespace: 'kube-system' });
  });

  expect([...findings].sort()).toEqual(
    [
      'tenancy/outside-namespaces: ClusterRoleBinding billing-admin holds for the whole cluster, and belongs to a tenant.',
      'tenancy/outside-namespaces: Namespace kube-system is no namespace of the tenant.',
      'tenancy/outside-namespaces: ConfigMap flux-system/settings is in flux-system, which is no namespace of the tenant.',
      'tenancy/outside-namespaces: Kustomization billing/api goes to kube-system, which is no namespace of the tenant.',
    ].sort(),
  );
});

test('under lockdown a source of another namespace is an error, and GitSource.hub is the way', () => {
  const populate = (cluster: Cluster) => {
    const billing = new Tenant(cluster, 'billing', { source });
    billing.addKustomization('docs', { source: cluster.source, path: './docs' });
    billing.addHelmRelease('web', { chart: HelmChart.from(cluster.source, './charts/web') });
  };
  const unlocked = { ...plain.flux, bootstrap: Bootstrap.cli({ lockdown: Lockdown.off({ reason: 'migration' }) }) };

  expect(foundWith(populate)).toEqual([
    'flux/foreign-source: Kustomization billing/docs names GitRepository flux-system/flux-system in spec.sourceRef, which is in another namespace.',
    'flux/foreign-source: HelmRelease billing/web names GitRepository flux-system/flux-system in spec.chart.spec.sourceRef, which is in another namespace.',
  ]);
  expect(
    found(renderCluster(clusterWith(populate, { flux: unlocked }))).map((finding) => finding.split(':')[0]),
  ).toEqual(['flux/lockdown-off']);
});

test('a Secret in the clear is an error wherever it is, also in base64', () => {
  const findings = foundWith((cluster) => {
    const service = new PlatformService(cluster, 'mail');
    const secret = (name: string, fields: object) =>
      new KubeObject(service, name, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace: 'mail' },
        ...fields,
      });
    secret('plain', { stringData: { password: 'hunter2' } });
    secret('encoded', { data: { password: 'aHVudGVyMg==' } });
    secret('empty', { type: 'Opaque' });
  });

  expect(findings).toEqual([
    'secrets/plain-secret: Secret mail/plain holds `password` in the clear.',
    'secrets/plain-secret: Secret mail/encoded holds `password` in the clear.',
  ]);
});

test('a variable that Flux cannot substitute is an error', () => {
  const variables = { region: 'eu', 'my-var': 'x', '9a': 'y', _ok: 'z' };

  expect(found(renderCluster(clusterWith(() => {}, { variables }))).sort()).toEqual(
    [
      'hub/variable-name: "9a" cannot be the name of a variable of cluster test.',
      'hub/variable-name: "my-var" cannot be the name of a variable of cluster test.',
    ].sort(),
  );
});
