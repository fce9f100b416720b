import { expect, test } from 'vitest';
import type { ClusterContract } from '../../lib/contract/contract';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, partOf } from './contracts';
import { type Files, goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spokes = goodSpokes.filter(({ name }) => name === 'good-account' || name === 'good-release');
const staged = rendered(hubWith(spokes));
const filesOf = (spoke: string): Files => spokes.find(({ name }) => name === spoke)?.files ?? {};

/** What is said of a spoke whose Pods run as somebody. */
async function said(spoke: 'good-account' | 'good-release', account: string, apps: ClusterContract['apps'] = {}) {
  const part = partOf(contractOf(staged, spoke === 'good-release' ? 'team' : 'shop'));
  const contract = contractWith('shop', { 'prod/eu': { ...part, apps: { ...part.apps, ...apps } } });
  const files = filesOf(spoke);
  const deployment = String(files['app/deployment.yaml'])
    .replace(/ +serviceAccountName: .*\n/, '')
    .replace('automountServiceAccountToken: false', `$&\n      serviceAccountName: ${account}`);
  const repo = written({ ...files, 'app/deployment.yaml': deployment });
  const { findings } = await checkSpoke(repo, contract, { kustomize: kubectl() });
  return findings.flatMap(({ rule, severity, message, file }) =>
    severity === 'note' ? [] : [`${severity} ${rule}: ${message} ${file}`],
  );
}

test('Pods that run as a ServiceAccount that is not there are never made', async () => {
  expect(await said('good-account', 'good-account')).toEqual([]);
  expect(await said('good-account', 'default')).toEqual([]);
  expect(await said('good-account', 'nobody')).toEqual([
    'error spoke/account-missing: Deployment shop/good-account is admitted, and its Pods are refused: they run as ServiceAccount shop/nobody, which neither the repo nor the contract has. app/deployment.yaml',
  ]);
});

test('where a chart may make it, that is a warning', async () => {
  expect(await said('good-release', 'nobody')).toEqual([expect.stringMatching(/^warning spoke\/account-missing: /)]);
});

test('where the tenant has another repo, it may be there', async () => {
  const other = { path: 'accounts', source: 'GitRepository/accounts', serviceAccount: 'reconciler' };

  expect(await said('good-account', 'nobody', { accounts: other })).toEqual([]);
});
