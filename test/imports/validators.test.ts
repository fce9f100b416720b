import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalog, findEntry, loadValidator, type SchemaError } from '../../imports/catalog';

/** What the schema of an object's kind says of it, for one release of its project. */
function errorsOf(object: { apiVersion: string; kind: string }, release = '*'): readonly SchemaError[] {
  const [version = '', group = ''] = object.apiVersion.split('/').reverse();
  const path = findEntry(group, version, object.kind)?.validators[release];
  if (path === undefined) throw new Error(`no schema of ${object.kind} in ${release}`);
  const validate = loadValidator(path);
  return validate(object) ? [] : (validate.errors ?? []);
}

const kustomization = (spec: object) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'app', namespace: 'billing' },
  spec: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'app' }, ...spec },
});

const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', creationTimestamp: null },
  spec: {
    selector: { matchLabels: { app: 'app' } },
    template: {
      metadata: { labels: { app: 'app' } },
      spec: { containers: [{ name: 'app', image: 'app:1', ...container }] },
    },
  },
});

test('objects that the API server takes pass', () => {
  expect(errorsOf(kustomization({}), '2.9')).toEqual([]);
  expect(errorsOf(deployment({}))).toEqual([]);
});

test.each([
  '2.7',
  '2.8',
  '2.9',
])('Alerts and Receivers of Flux %s take the kinds that the Flux Operator adds, and no others', (release) => {
  const apiVersion = 'notification.toolkit.fluxcd.io/v1';
  const alert = (kind: string) => ({
    apiVersion: `${apiVersion}beta3`,
    kind: 'Alert',
    metadata: { name: 'all' },
    spec: { providerRef: { name: 'chat' }, eventSources: [{ kind, name: '*' }] },
  });
  const receiver = (kind: string) => ({
    apiVersion,
    kind: 'Receiver',
    metadata: { name: 'all' },
    spec: { type: 'generic', secretRef: { name: 'token' }, resources: [{ kind, name: '*' }] },
  });

  for (const kind of ['Kustomization', 'FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'])
    expect([...errorsOf(alert(kind), release), ...errorsOf(receiver(kind), release)]).toEqual([]);
  for (const object of [alert('FluxReport'), receiver('Deployment')])
    expect(errorsOf(object, release)).toMatchObject([{ keyword: 'enum' }]);
});

test('a 2.7 cluster refuses a field that came with 2.9', () => {
  const object = kustomization({ ignore: [] });

  expect(errorsOf(object, '2.9')).toEqual([]);
  expect(errorsOf(object, '2.7')).toEqual([
    {
      instancePath: '/spec',
      keyword: 'knownFields',
      params: { field: 'ignore', known: expect.arrayContaining(['interval', 'sourceRef']) },
    },
  ]);
});

test.each([
  ['an unknown field', { intervall: '1m' }, '/spec', 'knownFields', { field: 'intervall' }],
  ['a pattern', { timeout: 'soon' }, '/spec/timeout', 'pattern', { pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' }],
  ['a required field', { interval: undefined }, '/spec', 'required', { missingProperty: 'interval' }],
  ['a type', { prune: 'yes' }, '/spec/prune', 'type', { type: 'boolean' }],
  [
    'an enum',
    { deletionPolicy: 'Keep' },
    '/spec/deletionPolicy',
    'enum',
    { allowedValues: expect.arrayContaining(['Orphan']) },
  ],
  ['an upper bound', { targetNamespace: 'n'.repeat(64) }, '/spec/targetNamespace', 'maxLength', { limit: 63 }],
  ['a lower bound', { namePrefix: '' }, '/spec/namePrefix', 'minLength', { limit: 1 }],
])('%s is refused with the place and what would be allowed', (_, spec, instancePath, keyword, params) => {
  expect(errorsOf(kustomization(spec), '2.9')).toEqual([
    { instancePath, keyword, params: expect.objectContaining(params) },
  ]);
});

test('a number out of its bounds is refused', () => {
  const route = (port: number) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'app' },
    spec: { rules: [{ backendRefs: [{ name: 'app', port }] }] },
  });

  expect(errorsOf(route(443))).toEqual([]);
  expect(errorsOf(route(70_000))).toEqual([
    {
      instancePath: '/spec/rules/0/backendRefs/0/port',
      keyword: 'maximum',
      params: { comparison: '<=', limit: 65_535 },
    },
  ]);
});

test('every error of an object is told at once', () => {
  expect(errorsOf(kustomization({ prune: 'yes', timeout: 'soon', intervall: '1m' }), '2.9')).toHaveLength(3);
});

test('integers and strings both pass where either may stand, other values do not', () => {
  const probe = (port: unknown) => deployment({ readinessProbe: { httpGet: { port } } });

  expect(errorsOf(probe(8080))).toEqual([]);
  expect(errorsOf(probe('http'))).toEqual([]);
  expect(errorsOf(probe(true))).toMatchObject([{ keyword: 'type', params: { type: ['integer', 'string'] } }]);
});

test('a quantity is a number or a string with a unit of Kubernetes', () => {
  const limit = (memory: unknown) => deployment({ resources: { limits: { memory } } });

  for (const memory of ['64Gi', '1.5G', '500m', 2, '1e3']) expect(errorsOf(limit(memory))).toEqual([]);
  expect(errorsOf(limit('64GB'))).toMatchObject([
    { instancePath: '/spec/template/spec/containers/0/resources/limits/memory', keyword: 'pattern' },
  ]);
});

test('metadata holds strings, and no field of its own making', () => {
  const object = { ...kustomization({}), metadata: { name: 'app', labels: { tier: 1 }, label: {} } };

  expect(errorsOf(object, '2.9')).toMatchObject([
    { instancePath: '/metadata/labels/tier', keyword: 'type', params: { type: 'string' } },
    { instancePath: '/metadata', keyword: 'knownFields', params: { field: 'label' } },
  ]);
});

test('an object of another kind or version than the validator is for is refused', () => {
  const validate = loadValidator('./validators/kubernetes/apps/deployment_v1.js');

  expect(validate({ ...deployment({}), apiVersion: 'apps/v2', kind: 'Deploy' })).toBe(false);
  expect(validate.errors).toMatchObject([
    { instancePath: '/apiVersion', keyword: 'const', params: { allowedValue: 'apps/v1' } },
    { instancePath: '/kind', keyword: 'const', params: { allowedValue: 'Deployment' } },
  ]);
});

test('a field that the API server fills by itself may be absent though the CRD requires it', () => {
  const chart = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmChart',
    metadata: { name: 'app' },
    spec: { chart: 'app', interval: '1h', sourceRef: { kind: 'HelmRepository', name: 'app' }, verify: {} },
  };

  expect(errorsOf(chart, '2.9')).toEqual([]);
});

test('values of any shape stay free, status too', () => {
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app' },
    spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'app' }, values: { a: [{ b: 1 }] } },
    status: { anything: true },
  };

  expect(errorsOf(release, '2.9')).toEqual([]);
});

test('the length of a string counts characters, as the API server does', () => {
  const release = (releaseName: string) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app' },
    spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'app' }, releaseName },
  });

  expect(errorsOf(release('🚀'.repeat(53)), '2.9')).toEqual([]);
  expect(errorsOf(release('🚀'.repeat(54)), '2.9')).toMatchObject([{ keyword: 'maxLength' }]);
});

test('a CustomResourceDefinition passes the schema of its kind', () => {
  const schema = {
    type: 'object',
    properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  };
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.dev' },
    spec: {
      group: 'example.dev',
      names: { kind: 'Widget', plural: 'widgets' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };

  expect(errorsOf(crd)).toEqual([]);
});

test('every validator of the catalogue loads and refuses an empty object', () => {
  for (const { validators } of catalog)
    for (const path of Object.values(validators)) expect(loadValidator(path)({})).toBe(false);
});

test('validators need no package at run time', () => {
  const folder = join(__dirname, '..', '..', 'imports', 'validators');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));

  for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('require(');
});
