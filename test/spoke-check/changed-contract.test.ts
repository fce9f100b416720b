import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterContract, Contract } from '../../lib/contract/contract';
import { namespaceAnnotations } from '../../lib/manifest/namespace-annotations';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, partOf } from './contracts';
import { goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spoke = goodSpokes.filter(({ name }) => name === 'good' || name === 'good-team');
const files = rendered(hubWith(spoke));
const [good, team] = spoke.map((each) => each.files);
const shop = partOf(contractOf(files, 'shop'));
const teams = partOf(contractOf(files, 'team'));

async function said(files: Readonly<Record<string, string>> = {}, contract: Contract): Promise<string[]> {
  const { findings } = await checkSpoke(written(files), contract, { kustomize: kubectl() });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

/** The contract with other names and grants in its one namespace. */
function renamed(part: ClusterContract, from: string, to: string): ClusterContract {
  const text = JSON.stringify(part).replaceAll(`"${from}"`, `"${to}"`);
  return JSON.parse(text);
}

test('a hostname that was taken away is named, with those that are left', async () => {
  const { shop: namespace } = shop.namespaces;
  const annotations = { ...namespace?.annotations, [namespaceAnnotations.hostnames]: 'shop.acme.io' };
  const namespaces = { shop: { ...namespace, annotations } } as ClusterContract['namespaces'];
  const parents = shop.parents.filter(({ hostnames }) => hostnames.includes('shop.acme.io'));

  expect(await said(good, contractWith('shop', { 'prod/eu': { ...shop, namespaces, parents } }))).toEqual([
    'spoke/hostname-not-granted: HTTPRoute shop/good has the hostname good.shop.acme.io, which the contract does not grant: granted are shop.acme.io.',
  ]);
});

test('a namespace that was renamed is named, whether objects are put into it or say it', async () => {
  const store = renamed(shop, 'shop', 'store');
  const staff = renamed(teams, 'team', 'staff');
  const saying = {
    ...good,
    'app/service.yaml': String(good?.['app/service.yaml']).replace('name: good', 'name: good\n  namespace: shop'),
  };

  expect(await said(saying, contractWith('shop', { 'prod/eu': store }))).toEqual([
    'spoke/namespace-changed: Service shop/good says namespace shop, which the contract does not grant: it grants store, and app good puts it into store.',
  ]);
  expect(await said(team, contractWith('team', { 'prod/eu': staff }))).toEqual([
    'spoke/outside-namespaces: Deployment team/good-team is in namespace team, which the contract does not grant: it grants staff, team-jobs. The same holds of Service team/good-team, HTTPRoute team/good-team.',
  ]);
});

test('a namespace that several files say is told once, with what else says it', async () => {
  const saying = (file: string) => String(good?.[file]).replace('name: good', 'name: good\n  namespace: shpo');
  const files = ['app/deployment.yaml', 'app/route.yaml', 'app/service.yaml'];
  const all = { ...good, ...Object.fromEntries(files.map((file) => [file, saying(file)])) };

  expect(await said(all, contractWith('shop', { 'prod/eu': shop }))).toEqual([
    'spoke/namespace-changed: Deployment shpo/good says namespace shpo, which the contract does not grant: it grants shop, and app good puts it into shop. The same holds of Service shpo/good, HTTPRoute shpo/good.',
  ]);
});

test('what names an object that is in a wrong namespace is not held against it, too', async () => {
  const account = stringify({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'web', namespace: 'tema' },
    automountServiceAccountToken: false,
  });
  const misplaced = {
    ...team,
    'app/extra.yaml': account,
    'app/service.yaml': String(team?.['app/service.yaml']).replace('namespace: team', 'namespace: tema'),
    'app/deployment.yaml': String(team?.['app/deployment.yaml']).replace(
      'automountServiceAccountToken: false',
      '$&\n      serviceAccountName: web',
    ),
  };

  expect(await said(misplaced, contractWith('team', { 'prod/eu': teams }))).toEqual([
    'spoke/outside-namespaces: Service tema/good-team is in namespace tema, which the contract does not grant: it grants team, team-jobs. The same holds of ServiceAccount tema/web.',
  ]);
});

test('the field `namespace` of a kustomization is held against the contract, too', async () => {
  const list = `namespace: old\n${good?.['app/kustomization.yaml']}`;
  const contract = contractWith('shop', { 'prod/eu': shop });

  expect(await said({ ...good, 'app/kustomization.yaml': list }, contract)).toEqual([
    'spoke/namespace-changed: app/kustomization.yaml says namespace old, which the contract does not grant: it grants shop, and app good puts it into shop.',
  ]);
});

test('a folder that the contract moved is missing, and the other is not looked for', async () => {
  const moved = JSON.parse(JSON.stringify(shop).replace('"path":"app"', '"path":"deploy/prod"'));

  expect(await said(good, contractWith('shop', { 'prod/eu': moved }))).toEqual([
    'spoke/folder-missing: App good is applied from deploy/prod, which is not there.',
  ]);
});

test('of a contract of another tenant it is said that this may be another repo, unless some of its folders are here', async () => {
  const app = { path: 'search', source: 'GitRepository/search', serviceAccount: 'reconciler' };
  const fixOf = async (apps: ClusterContract['apps']) => {
    const contract = contractWith('shop', { 'prod/eu': { ...shop, apps } });
    const { findings } = await checkSpoke(written(good ?? {}), contract, { kustomize: kubectl() });
    return findings.map(({ fix }) => fix);
  };

  expect(await fixOf({ search: app })).toEqual([
    "No folder that the contract has of GitRepository/search is there: look whether this is the root of that repo, and the contract its tenant's. If so, render the folder.",
  ]);
  expect(await fixOf({ search: app, good: { ...app, path: 'app' } })).toContainEqual(
    expect.stringMatching(/^Render it there; or, where the contract moved it, rename the folder\./),
  );
});

test('what all clusters with the same grants refuse is found on each; what one of them grants, on the others', async () => {
  const more = JSON.parse(JSON.stringify(shop).replaceAll('"pods":"200"', '"pods":"0"'));
  const contract = contractWith('shop', { 'prod/eu': shop, 'prod/us': shop, 'staging/eu': more });
  const bad = { ...good, 'app/service.yaml': String(good?.['app/service.yaml']).replace('port: 80', 'port: http') };
  const { findings, clusters } = await checkSpoke(written(bad), contract, { kustomize: kubectl() });

  expect(clusters).toEqual(['prod/eu', 'prod/us', 'staging/eu'].map((name) => ({ name, apps: ['good'], objects: 3 })));
  expect(findings.map(({ rule, cluster }) => `${rule} ${cluster}`)).toEqual([
    'manifest/schema-violation prod/eu',
    'manifest/schema-violation prod/us',
    'manifest/schema-violation staging/eu',
    'spoke/quota-exceeded staging/eu',
  ]);
});

test('of a contract for several repos, those apps are checked whose folders are here, or whose source is named', async () => {
  const jobs = { path: 'jobs', source: 'GitRepository/jobs', serviceAccount: 'reconciler', targetNamespace: 'shop' };
  const contract = contractWith('shop', { 'prod/eu': { ...shop, apps: { ...shop.apps, jobs } } });

  expect(await said(good, contract)).toEqual([]);
  const { findings } = await checkSpoke(written(good ?? {}), contract, { source: 'GitRepository/jobs' });
  expect(findings.map(({ message }) => message)).toEqual(['App jobs is applied from jobs, which is not there.']);
});

test('a variable that a Secret may give is not missed', async () => {
  const app = Object.values(shop.apps)[0];
  const apps = (more: object) => ({ good: { ...app, variables: {}, ...more } }) as ClusterContract['apps'];
  const using = { ...good, 'app/route.yaml': String(good?.['app/route.yaml']).replace('good.shop', `\${host}.shop`) };

  expect(
    await said(using, contractWith('shop', { 'prod/eu': { ...shop, apps: apps({ moreVariables: true }) } })),
  ).toEqual(['spoke/unknown-value: HTTPRoute shop/good has a variable whose value is in a Secret.']);
  expect(
    await said(using, contractWith('shop', { 'prod/eu': { ...shop, apps: apps({ variables: { a: 'b' } }) } })),
  ).toEqual([
    `flux/undefined-variable: HTTPRoute shop/good uses \${host}, and app good has no such variable: it has a.`,
  ]);
});

test('an app of another cluster is built, and that nothing more is known of it is a warning', async () => {
  const [app] = Object.values(shop.apps);
  const apps = { good: { ...app, otherCluster: true } } as ClusterContract['apps'];
  const bad = { ...good, 'app/service.yaml': String(good?.['app/service.yaml']).replace('port: 80', 'port: http') };
  const contract = contractWith('shop', { 'prod/eu': { ...shop, apps } });
  const { findings, clusters } = await checkSpoke(written(bad), contract, { kustomize: kubectl() });

  expect(findings.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`)).toEqual([
    'warning spoke/not-judged: App good is applied to another cluster, of which the contract tells nothing: app is built, and not judged.',
  ]);
  expect(clusters).toEqual([{ name: 'prod/eu', apps: ['good'], objects: 0 }]);
});

test('variables are looked for without there being any where the hub says so', async () => {
  const [app] = Object.values(shop.apps);
  const using = {
    ...good,
    'app/route.yaml': String(good?.['app/route.yaml']).replace('good.shop', `\${host:=good}.shop`),
  };
  const withApp = (more: object) =>
    contractWith('shop', { 'prod/eu': { ...shop, apps: { good: { ...app, ...more } } as ClusterContract['apps'] } });

  expect(await said(using, withApp({ variables: {}, substituteStrategy: 'Always' }))).toEqual([]);
  expect(await said(using, withApp({}))).toEqual([expect.stringContaining('manifest/schema-violation')]);
});
