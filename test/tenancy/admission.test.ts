import { HelmChart, PlatformService, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { admissionPolicies } from '../../lib/policies/policies';
import { clusterWith, found } from '../support/plain-cluster';

const names = admissionPolicies().map(({ name }) => name);

/** The names of what a cluster has of some kinds. */
const namesOf = (objects: readonly { kind: string; metadata: { name: string } }[], ...kinds: readonly string[]) =>
  objects.filter(({ kind }) => kinds.includes(kind)).map(({ metadata }) => metadata.name);

const kyverno = HelmChart.repository('https://kyverno.github.io/kyverno/', 'kyverno', { version: '3.7.0' });

test('the API server evaluates the policies where nothing else is said, and tenants wait for them', () => {
  const rendered = renderCluster(clusterWith((cluster) => new Tenant(cluster, 'billing', {})));

  expect(found(rendered)).toEqual([]);
  expect(namesOf(rendered.objects, 'ValidatingAdmissionPolicy').sort()).toEqual([...names].sort());
  expect(namesOf(rendered.objects, 'ValidatingAdmissionPolicyBinding').sort()).toEqual([...names].sort());
  expect(namesOf(rendered.objects, 'ValidatingPolicy')).toEqual([]);
  expect(rendered.get('Kustomization', 'infra-policies').spec).not.toHaveProperty('dependsOn');
  expect(rendered.get('Kustomization', 'tenant-billing').spec).toHaveProperty(
    'dependsOn',
    expect.arrayContaining([{ name: 'infra-policies' }]),
  );
});

test('Kyverno evaluates them where that is asked for, and nothing else does; they wait for it', () => {
  const rendered = renderCluster(
    clusterWith(
      (cluster) => {
        new PlatformService(cluster, 'kyverno', { chart: kyverno });
        new Tenant(cluster, 'billing', {});
      },
      { admission: 'kyverno' },
    ),
  );

  expect(found(rendered)).toEqual([]);
  expect(namesOf(rendered.objects, 'ValidatingPolicy').sort()).toEqual([...names].sort());
  expect(namesOf(rendered.objects, 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding')).toEqual([]);
  expect(rendered.get('Kustomization', 'infra-policies').spec).toHaveProperty('dependsOn', [{ name: 'infra-kyverno' }]);
});

test('without Kyverno that is an error, said once', () => {
  const rendered = renderCluster(clusterWith(() => {}, { admission: 'kyverno' }));

  expect(found(rendered)).toEqual([
    "hub/admission-engine: The cluster's admission policies are for kyverno, and it has no platform service of that name.",
  ]);
});

test('an engine that there is not is an error', () => {
  const rendered = renderCluster(clusterWith(() => {}, { admission: 'opa' as 'kyverno' }));

  expect(found(rendered)).toEqual([
    'hub/admission-engine: Cluster test has opa evaluate its policies, which there is not.',
  ]);
});
