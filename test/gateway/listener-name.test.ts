import { Tenant } from 'cdk8s-flux-hub';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listenerName } from '../../lib/routing/listener-name';
import { listenersByHostname, renderGateway } from './gateway-cluster';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,6}[a-z0-9])?$/);
const domain = fc.array(fc.oneof(label, fc.constantFrom('any', 'a', 'a-b')), { minLength: 1, maxLength: 4 });
const hostname = fc
  .tuple(fc.boolean(), domain)
  .map(([wildcard, labels]) => `${wildcard ? '*.' : ''}${labels.join('.')}`);

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#sectionname */
const sectionName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

test.each([
  ['billing.eu.acme.io', 'billing.eu.acme.io'],
  ['my-shop.acme.io', 'my-shop.acme.io'],
  ['*.eu.acme.io', 'any.eu.acme.io'],
  ['any.eu.acme.io', 'host.any.eu.acme.io'],
  ['host.eu.acme.io', 'host.host.eu.acme.io'],
  ['*.host.acme.io', 'any.host.acme.io'],
  ['anybody.acme.io', 'anybody.acme.io'],
  ['http', 'host.http'],
])('the listener of %s is %s', (host, name) => {
  expect(listenerName(host)).toBe(name);
});

/** Hostnames of the same few words, which differ in how many of them there are and in what stands between and before them. */
const alike = fc
  .tuple(
    fc.constantFrom('', '*.', 'any.', 'host.', 'host.any.', 'host.host.', '*.any.', '*.host.'),
    fc.array(fc.constantFrom('a', 'any', 'host', 'a-b', 'a--b', 'a-any'), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, words]) => `${first}${words.join('.')}`);

/** Hostnames of more than the 240 characters that names have at most, all with the same beginning. */
const long = alike.map((end) => `${'x'.repeat(60)}.`.repeat(4).concat(end)).filter((host) => host.length <= 253);

test('two hostnames never share a name, and each can be the name of a listener', () => {
  const any = fc.oneof(alike, hostname, long, long.map(listenerName));
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(listenerName(a)).toMatch(sectionName);
      expect(listenerName(a) === listenerName(b)).toBe(a === b);
    }),
    { numRuns: 5000 },
  );
});

test('names stay short enough for what is named after them', () => {
  const [a, b] = ['a', 'b'].map((last) => `${`${'x-'.repeat(30)}x.`.repeat(4)}${last}`);

  expect(a?.length).toBeLessThan(254);
  expect(listenerName(a ?? '').length).toBeLessThanOrEqual(240);
  expect(listenerName(a ?? '')).toMatch(sectionName);
  expect(listenerName(a ?? '')).not.toBe(listenerName(b ?? ''));
});

test('a hostname stays where it is when others come and go', () => {
  const grants = fc.uniqueArray(fc.tuple(hostname, fc.constantFrom('gateway', 'more')), {
    selector: ([host]) => host,
    maxLength: 12,
  });
  fc.assert(
    fc.property(grants, fc.infiniteStream(fc.boolean()), (all, coins) => {
      const some = all.filter(() => coins.next().value);
      const [before, after] = [listenersOf(all), listenersOf(some)];

      expect(after).toEqual(Object.fromEntries(Object.entries(before).filter(([host]) => host in after)));
      expect(Object.keys(after).sort()).toEqual(['every host', ...some.map(([host]) => host)].sort());
    }),
    { numRuns: 30 },
  );
});

function listenersOf(grants: readonly (readonly [hostname: string, on: string])[]): Record<string, string> {
  return listenersByHostname(
    renderGateway((gateway, cluster) => {
      const billing = new Tenant(cluster, 'billing', {});
      const more = gateway.addListenerSet('more');
      for (const [host, on] of grants) (on === 'more' ? more : gateway).grantHostnames(billing, host);
    }),
  );
}
