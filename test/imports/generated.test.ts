import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { ValidatingAdmissionPolicy } from '../../imports/admissionregistration.k8s.io';
import { catalog, findEntry, type ServedKinds } from '../../imports/catalog';
import { HttpRoute } from '../../imports/gateway.networking.k8s.io';
import { gatewayApiVersions } from '../../imports/gateway-api-versions';
import { kubernetesVersions } from '../../imports/kubernetes-versions';
import { Kustomization, type KustomizationProps } from '../../imports/kustomize.toolkit.fluxcd.io';
import { PolicyException } from '../../imports/kyverno.io';
import { ValidatingPolicy } from '../../imports/policies.kyverno.io';
import { OciRepository, type OciRepositorySpec } from '../../imports/source.toolkit.fluxcd.io';

const imports = join(__dirname, '..', '..', 'imports');
const modules = readdirSync(imports).filter((name) => name.endsWith('.ts'));

test('no generated module has an enum, a conversion, a Date or an any', () => {
  const lines = modules.flatMap((name) => readFileSync(join(imports, name), 'utf8').split('\n'));

  expect(modules).toContain('kustomize.toolkit.fluxcd.io.ts');
  expect(lines.filter((line) => /^export (const )?enum |toJson|[:<] (Date|any)\b/.test(line))).toEqual([]);
});

test('generated modules hold only what type stripping can erase', () => {
  const flags = '--noEmit --erasableSyntaxOnly --strict --exactOptionalPropertyTypes --skipLibCheck --ignoreConfig';
  const target = '--module node20 --target es2022 --types node';
  const args = [...`${flags} ${target}`.split(' '), ...modules.map((name) => join(imports, name))];
  const tsc = join(imports, '..', 'node_modules', 'typescript', 'bin', 'tsc');

  expect(spawnSync(process.execPath, [tsc, ...args], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
});

test.each([
  [
    'source.toolkit.fluxcd.io',
    ['Bucket', 'ExternalArtifact', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
  ],
  ['source.extensions.fluxcd.io', ['ArtifactGenerator']],
  ['kustomize.toolkit.fluxcd.io', ['Kustomization']],
  ['helm.toolkit.fluxcd.io', ['HelmRelease']],
  ['image.toolkit.fluxcd.io', ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation']],
  ['notification.toolkit.fluxcd.io', ['Alert', 'Provider', 'Receiver']],
  ['fluxcd.controlplane.io', ['FluxInstance', 'FluxReport', 'ResourceSet', 'ResourceSetInputProvider']],
  [
    'gateway.networking.k8s.io',
    [
      'BackendTLSPolicy',
      'GRPCRoute',
      'Gateway',
      'GatewayClass',
      'HTTPRoute',
      'ListenerSet',
      'ReferenceGrant',
      'TCPRoute',
      'TLSRoute',
      'UDPRoute',
    ],
  ],
  ['cert-manager.io', ['Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer']],
  [
    'external-secrets.io',
    ['ClusterExternalSecret', 'ClusterSecretStore', 'ExternalSecret', 'PushSecret', 'SecretStore'],
  ],
  ['bitnami.com', ['SealedSecret']],
  ['kyverno.io', ['ClusterPolicy', 'PolicyException']],
  ['policies.kyverno.io', ['NamespacedValidatingPolicy', 'PolicyException', 'ValidatingPolicy']],
])('the kinds of %s all have a type and a schema', (group, kinds) => {
  const typed = [...readFileSync(join(imports, `${group}.ts`), 'utf8').matchAll(/ kind: '(\w+)' \};/g)];

  expect(typed.map(([, kind]) => kind).sort()).toEqual(kinds);
  expect([...new Set(catalog.filter((entry) => entry.group === group).map((entry) => entry.kind))]).toEqual(kinds);
});

test('an object has the fields of its props under the names of the API', () => {
  const spec: OciRepositorySpec = {
    url: 'oci://registry.example.com/app',
    interval: '10m',
    verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: '^https://issuer$', subject: '^app$' }] },
  };
  const source = new OciRepository(new Chart(new App(), 'chart'), 'source', { metadata: { name: 'app' }, spec });

  expect(source.toJson()).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'app' },
    spec,
  });
});

test('a manifest is its props, also where they hold what the types do not know', () => {
  const props: KustomizationProps & { readonly newer: boolean } = {
    spec: { interval: '1m', prune: true, sourceRef: { kind: 'GitRepository', name: 'app' } },
    newer: true,
  };

  expect(Kustomization.manifest(props)).toEqual({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    ...props,
  });
});

test('types are of the newest stable version that is served', () => {
  expect(HttpRoute.GVK.apiVersion).toBe('gateway.networking.k8s.io/v1');
  expect(PolicyException.GVK.apiVersion).toBe('kyverno.io/v2');
  expect(ValidatingPolicy.GVK.apiVersion).toBe('policies.kyverno.io/v1');
  expect(ValidatingAdmissionPolicy.GVK.apiVersion).toBe('admissionregistration.k8s.io/v1');
});

test('every schema and validator belongs to the catalogue, and the catalogue names none that is not there', () => {
  const named = new Set(catalog.flatMap((entry) => Object.values(entry.validators)));
  const present = readdirSync(join(imports, 'validators'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => `./validators/${path}`);

  expect([...named].sort()).toEqual(present.sort());
  for (const path of named)
    expect(existsSync(join(imports, path.replace('validators', 'schemas').replace(/js$/, 'json')))).toBe(true);
});

test('the catalogue knows plural, scope and project of a kind', () => {
  const flux = './validators/flux-2.7/helm.toolkit.fluxcd.io/helmrelease_v2beta2.js';

  expect(findEntry('networking.k8s.io', 'v1', 'NetworkPolicy')).toMatchObject({
    plural: 'networkpolicies',
    scope: 'Namespaced',
  });
  expect(findEntry('', 'v1', 'Namespace')).toMatchObject({
    plural: 'namespaces',
    scope: 'Cluster',
    project: 'kubernetes',
  });
  expect(findEntry('storage.k8s.io', 'v1', 'StorageClass')).toMatchObject({
    plural: 'storageclasses',
    scope: 'Cluster',
  });
  expect(findEntry('', 'v1', 'Endpoints')).toMatchObject({ plural: 'endpoints' });
  expect(findEntry('helm.toolkit.fluxcd.io', 'v2beta2', 'HelmRelease')?.validators).toEqual({ '2.7': flux });
  expect(findEntry('apps', 'v1beta1', 'Deployment')).toBeUndefined();
});

test('the tables of versions cover each kind of their project once', () => {
  const targets = (rows: readonly ServedKinds[]) =>
    rows.filter((row) => !row.until).flatMap((row) => row.kinds.map((kind) => `${row.group}/${row.version}/${kind}`));
  const ofProject = (project: string) =>
    catalog
      .filter((entry) => entry.project === project)
      .map((entry) => `${entry.group}/${entry.version}/${entry.kind}`);

  expect(targets(kubernetesVersions).sort()).toEqual(ofProject('kubernetes').sort());
  expect(targets(gatewayApiVersions).sort()).toEqual(ofProject('gateway-api').sort());
});

test.each([
  ['ValidatingAdmissionPolicy', '1.30'],
  ['ServiceCIDR', '1.33'],
  ['DeviceClass', '1.34'],
  ['NetworkPolicy', '1.28'],
])('Kubernetes serves %s from %s on', (kind, since) => {
  expect(kubernetesVersions.filter((row) => row.kinds.includes(kind)).map((row) => row.since)).toEqual([since]);
});
