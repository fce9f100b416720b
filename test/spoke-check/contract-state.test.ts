import { expect, test } from 'vitest';
import { contractAnnotation } from '../../lib/contract/contract';
import { shortHash } from '../../lib/contract/contract-hash';
import { contractState } from '../../lib/spoke-check/contract-state';
import { type Place, placesOf } from '../../lib/spoke-check/places';
import { contractWith, partOf } from './contracts';
import { goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const shop = partOf(contractOf(rendered(hubWith(goodSpokes.slice(0, 2))), 'shop'));
const [app = '', other = ''] = Object.keys(shop.apps);
const { shop: home } = shop.namespaces;
const elsewhere = { ...shop, namespaces: home === undefined ? {} : { 'shop-staging': home } };
const places = placesOf(contractWith('shop', { 'prod/eu': shop, 'staging/eu': elsewhere }));
const [prod = '', staging = ''] = places.map(({ contract }) => shortHash(contract.hash));

/** What a cluster says whose namespaces have apps with these hashes; others may not be read. */
function state(live: Readonly<Record<string, Readonly<Record<string, string>>>>, of: readonly Place[] = places) {
  return contractState(of, async (namespace) => {
    const apps = live[namespace];
    if (apps === undefined) throw new Error(`${namespace} may not be read`);
    return {
      items: Object.entries(apps).map(([name, hash]) => ({
        metadata: { name },
        spec: { commonMetadata: { annotations: { [contractAnnotation]: hash } } },
      })),
    };
  });
}

test('the home on another cluster need not be readable where this one tells', async () => {
  expect(await state({ 'shop-staging': { [app]: staging, [other]: staging } })).toEqual({
    state: 'fresh',
    message: 'The contract is what the cluster has: that of staging/eu.',
  });
  expect(await state({ shop: { [app]: 'other' } })).toMatchObject({ state: 'stale' });
  await expect(state({ shop: {} })).rejects.toThrow('shop-staging may not be read');
});

test('apps of which one has another contract are told apart', async () => {
  expect(await state({ shop: { [app]: prod, [other]: 'other' } }, places.slice(0, 1))).toEqual({
    state: 'stale',
    message: `The contract is not what the cluster has: that is ${prod} of ${app}, other of ${other}, and the contract says ${prod} of prod/eu.`,
  });
});

test("a tenant's own Kustomizations and those without a hash tell nothing", async () => {
  expect(await state({ shop: { [app]: prod, own: 'other', [other]: '' } }, places.slice(0, 1))).toMatchObject({
    state: 'fresh',
  });
});
