import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterContract } from '../../lib/contract/contract';
import type { Manifest } from '../../lib/manifest/manifest';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, partOf } from './contracts';
import { encryptedSecret, goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spokes = goodSpokes.filter(({ name }) => name === 'good');
const files = spokes[0]?.files ?? {};
const shop = partOf(contractOf(rendered(hubWith(spokes)), 'shop'));
const apps = { good: { ...shop.apps.good, decrypts: true } } as ClusterContract['apps'];
const decrypting = contractWith('shop', { 'prod/eu': { ...shop, apps } });

/** What is said of a spoke with one object more, where Flux decrypts. */
async function said(extra: Manifest): Promise<string[]> {
  const list = `${files['app/kustomization.yaml']}  - extra.yaml\n`;
  const repo = { ...files, 'app/kustomization.yaml': list, 'app/extra.yaml': stringify(extra) };
  const { findings } = await checkSpoke(written(repo), decrypting, { kustomize: kubectl() });
  return findings.map(({ rule, severity, message, file }) => `${severity} ${rule}: ${message} ${file}`);
}

const notJudged =
  'note spoke/not-judged: Secret shop/db is encrypted, and nobody here has the key: its values are not judged. app/extra.yaml';

test('a Secret that Flux decrypts is fine, and that its values are not judged is said', async () => {
  expect(await said(encryptedSecret('db'))).toEqual([notJudged]);
});

test('whatever else is wrong with it is found', async () => {
  const secret = { ...encryptedSecret('db'), immutable: 'yes' };

  expect(await said(secret)).toEqual([expect.stringContaining('manifest/schema-violation'), notJudged]);
});

test('an encrypted object of another kind is not judged at all', async () => {
  const { sops } = encryptedSecret('db');
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'db' },
    spec: { accessModes: 'ENC[AES256_GCM,data:ODk=,iv:MTIz,tag:NDU2,type:str]' },
    sops,
  };

  expect(await said(claim)).toEqual([
    'note spoke/not-judged: PersistentVolumeClaim shop/db is encrypted, and nobody here has the key: it is not judged. app/extra.yaml',
  ]);
});
