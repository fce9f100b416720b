import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterContract } from '../../lib/contract/contract';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, partOf } from './contracts';
import { type Files, goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spokes = goodSpokes.filter(({ name }) => name === 'good-plain');
const files: Files = spokes[0]?.files ?? {};
const shop = partOf(contractOf(rendered(hubWith(spokes)), 'shop'));
const app = shop.apps['good-plain'];

/** What is said of the backends of a spoke without its Service. */
async function said(more: Readonly<Record<string, string>> = {}, contract: object = {}): Promise<readonly string[]> {
  const { 'app/service.yaml': _, ...rest } = files;
  const part = { ...shop, ...contract } as ClusterContract;
  const repo = written({ ...rest, ...more });
  const { findings } = await checkSpoke(repo, contractWith('shop', { 'prod/eu': part }), { kustomize: kubectl() });
  return findings.flatMap(({ rule, message }) => (rule === 'gateway/backend-unresolved' ? [message] : []));
}

const missing = [
  'HTTPRoute shop/good-plain sends requests to Service shop/good-plain in spec.rules[0].backendRefs[0], which does not exist.',
];
const object = (apiVersion: string, kind: string, more: object = {}) => ({
  'app/extra.yaml': stringify({ apiVersion, kind, metadata: { name: 'extra' }, ...more }),
});
const ports = [{ port: 80 }];

test('a backend that is not there is missing, whether the namespace has a Service or none', async () => {
  expect(await said({ 'app/service.yaml': files['app/service.yaml'] ?? '' })).toEqual([]);
  expect(await said()).toEqual(missing);
  expect(await said(object('v1', 'Service', { spec: { ports } }))).toEqual(missing);
});

test('where another repo of the tenant may have it, nothing is said, also beside other Services', async () => {
  const apps = { ...shop.apps, other: { ...app, path: 'other', source: 'GitRepository/other' } };

  expect(await said({}, { apps })).toEqual([]);
  expect(await said(object('v1', 'Service', { spec: { ports } }), { apps })).toEqual([]);
});

test('where a chart may bring it, the hub’s or one of the repo’s, nothing is said', async () => {
  expect(await said({}, { filled: true })).toEqual([]);
  expect(await said(object('helm.toolkit.fluxcd.io/v2', 'HelmRelease'))).toEqual([]);
});

test('where an operator may make it of what nobody here knows, nothing is said', async () => {
  expect(await said(object('flagger.app/v1beta1', 'Canary'))).toEqual([]);
});

test('where it is in a folder that does not build, or that another cluster gets, nothing is said', async () => {
  const beside = (more: object = {}) => ({ apps: { ...shop.apps, other: { ...app, path: 'other', ...more } } });

  expect(await said({ 'other/kustomization.yaml': 'resources: []\n' }, beside())).toEqual(missing);
  expect(await said({ 'other/kustomization.yaml': 'resources: [gone.yaml]\n' }, beside())).toEqual([]);
  expect(await said({}, beside())).toEqual([]);
  expect(await said({ 'other/kustomization.yaml': 'resources: []\n' }, beside({ otherCluster: true }))).toEqual([]);
});

test('one that is refused for something else is there', async () => {
  expect(
    await said({ 'app/service.yaml': String(files['app/service.yaml']).replace('port: 80', 'port: http') }),
  ).toEqual([]);
});

test('one whose name is not known may be the one that is meant', async () => {
  const variables = { apps: { 'good-plain': { ...app, variables: {}, moreVariables: true } } };
  const service = String(files['app/service.yaml']).replace('name: good-plain', `name: \${name}`);

  expect(await said({ 'app/service.yaml': service }, variables)).toEqual([]);
});
