import type { ClusterContract, Contract } from 'cdk8s-flux-hub/spoke';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listenerName } from '../../lib/routing/listener-name';
import { grantedHostname } from '../../lib/spoke/granted-hostname';
import { placesOf } from '../../lib/spoke/place';
import { contract, stagingEu } from './contract';
import { problemsOf } from './problems-of';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,6}[a-z0-9])?$/);
const domain = fc.array(fc.oneof(label, fc.constantFrom('any', 'host', 'a--b')), { minLength: 1, maxLength: 4 });

test('what a variable stands for may be put in before a hostname is named, or after', () => {
  const first = fc.oneof(label, fc.constantFrom('*', 'any', 'host', 'a-b'));
  fc.assert(
    fc.property(first, fc.array(label, { maxLength: 2 }), domain, (start, middle, labels) => {
      const written = [start, ...middle, '${domain}'].join('.');
      const put = (text: string) => text.replace('${domain}', labels.join('.'));

      expect(put(listenerName(written))).toBe(listenerName(put(written)));
    }),
  );
});

/** On each cluster the gateway that has the hostname, and what `${domain}` stands for. */
type Clusters = Readonly<Record<string, { readonly hostname: string; readonly domain: string; readonly on?: string }>>;

/** The listener that one folder names on all of some clusters. */
function sectionOf(hostname: string, clusters: Clusters): string {
  return grantedHostname(hostname, placesOf(granting(clusters), 'web')).parent.sectionName;
}

function granting(clusters: Clusters): Contract {
  const parts = Object.entries(clusters).map(([name, { hostname, domain, on = 'public' }]) => {
    const listener = { kind: 'Gateway', namespace: 'gateway', name: on, protocol: 'HTTPS', port: 443 } as const;
    const part: ClusterContract = {
      ...stagingEu,
      parents: [{ ...listener, sectionName: listenerName(hostname), hostnames: [hostname] }],
      apps: { web: { ...contract.environments.prod['prod-eu'].apps.web, variables: { domain } } },
    };
    return [name, part] as const;
  });
  return { ...contract, environments: { prod: Object.fromEntries(parts) } };
}

test('a folder that several clusters share names the listener of each, whatever their domains are', () => {
  const eu = { hostname: 'shop.eu-1.a.io', domain: 'eu-1.a.io' };
  const us = { hostname: 'shop.us.a--b.io', domain: 'us.a--b.io' };

  expect(sectionOf('shop.${domain}', { eu, us })).toBe('shop.${domain}');
  expect(sectionOf('shop.${domain}', { eu })).toBe('shop.${domain}');
});

test('a wildcard’s listener is named by what it is granted for', () => {
  const eu = { hostname: '*.eu-1.a.io', domain: 'eu-1.a.io' };
  const us = { hostname: '*.us.a.io', domain: 'us.a.io' };
  const all = { hostname: '*.a.io', domain: 'us.a.io' };

  expect(sectionOf('x.shop.${domain}', { eu, us })).toBe('any.${domain}');
  expect(sectionOf('*.${domain}', { eu, us })).toBe('any.${domain}');
  expect(sectionOf('shop.${domain}', { all })).toBe('any.a.io');
});

test('what one folder cannot name is refused: another gateway, or a wildcard here and the hostname itself there', () => {
  const eu = { hostname: 'shop.eu.a.io', domain: 'eu.a.io' };
  const us = { hostname: '*.us.a.io', domain: 'us.a.io' };
  const problems = (clusters: Clusters) => problemsOf(() => sectionOf('shop.${domain}', clusters));

  expect(problems({ eu, us })).toEqual([
    'shop.${domain} is answered for by several listeners, which one folder cannot all name: gateway/public/shop.eu.a.io on eu, gateway/public/any.us.a.io on us. Ask the platform team to grant it alike on all of them.',
  ]);
  expect(problems({ eu, us: { ...us, hostname: 'shop.us.a.io', on: 'other' } })).toEqual([
    expect.stringContaining('gateway/other/shop.us.a.io on us'),
  ]);
});
