import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, partOf } from './contracts';
import { goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spokes = goodSpokes.filter(({ name }) => name === 'good-release');
const files = spokes[0]?.files ?? {};
const team = partOf(contractOf(rendered(hubWith(spokes)), 'team'));
const release = String(files['app/extra.yaml']);

/** What is said of the spoke with another HelmRelease. */
async function said(text: string, apps: object = {}): Promise<string[]> {
  const contract = contractWith('team', { 'prod/eu': { ...team, apps: { ...team.apps, ...apps } } });
  const repo = written({ ...files, 'app/extra.yaml': text });
  const options = { kustomize: kubectl(), source: 'GitRepository/good-release' };
  const { findings } = await checkSpoke(repo, contract, options);
  return findings.flatMap(({ rule, message, fix }) => (rule === 'spoke/reference-missing' ? [message, fix ?? ''] : []));
}

test('a source that neither the repo nor the contract has is named, and the one that was meant', async () => {
  expect(await said(release)).toEqual([]);
  expect(await said(release.replace('GitRepository', 'HelmRepository'))).toEqual([
    'HelmRelease team/good-release names HelmRepository team/good-release in spec.chart.spec.sourceRef, which neither the repo nor the contract has.',
    'Add what it names, or correct the name.',
  ]);
});

test('so is what is waited for; an app of the hub is there, and what the repo has', async () => {
  const kustomization = (on: string | { readonly name: string; readonly namespace: string }) =>
    stringify({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'own', namespace: 'team' },
      spec: {
        interval: '10m',
        prune: true,
        serviceAccountName: 'reconciler',
        sourceRef: { kind: 'GitRepository', name: 'good-release' },
        dependsOn: [typeof on === 'string' ? { name: on } : on],
      },
    });

  expect(await said(kustomization('good-release'))).toEqual([]);
  expect(await said(kustomization('own'))).toEqual([]);
  expect(await said(kustomization({ name: 'nowhere', namespace: 'flux-system' }))).toEqual([]);
  expect(await said(kustomization('nowhere'))).toEqual([
    'Kustomization team/own names Kustomization team/nowhere in spec.dependsOn, which neither the repo nor the contract has.',
    'Add what it names, or correct the name.',
  ]);
});

test('where the tenant has another repo, what is named may be there', async () => {
  const other = { path: 'charts', source: 'GitRepository/charts', serviceAccount: 'reconciler' };

  expect(await said(release.replace('GitRepository', 'HelmRepository'), { charts: other })).toEqual([]);
});
