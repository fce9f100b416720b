import { describe, expect, test } from 'vitest';
import { attachRoutes } from '../../lib/routing/attach';
import { fromAll, gateway, gw, httpRoute, object, verdict } from './objects';

type Case = [listener: string | undefined, route: string[] | undefined, expected: string[] | undefined];

const cases: readonly Case[] = [
  ['www.example.com', ['www.example.com'], ['www.example.com']],
  ['*.example.com', ['www.example.com'], ['www.example.com']],
  ['*.example.com', ['sub.domain.example.com'], ['sub.domain.example.com']],
  ['www.example.com', ['*.example.com'], ['www.example.com']],
  ['sub.domain.example.com', ['*.example.com'], ['sub.domain.example.com']],
  ['*.example.com', ['*.example.com'], ['*.example.com']],
  ['*.com', ['*.example.com'], ['*.example.com']],
  ['*.example.com', ['*.com'], ['*.example.com']],
  ['*.example.com', ['*.deep.example.com'], ['*.deep.example.com']],
  [undefined, ['www.example.com'], ['www.example.com']],
  [undefined, ['*.example.com'], ['*.example.com']],
  ['www.example.com', undefined, ['www.example.com']],
  ['*.example.com', undefined, ['*.example.com']],
  ['www.example.com', [], ['www.example.com']],
  [undefined, undefined, ['*']],
  ['', undefined, ['*']],
  ['*.example.com', ['b.example.com', 'a.example.com'], ['b.example.com', 'a.example.com']],
  ['*.example.com', ['a.example.com', 'a.example.net', 'example.com'], ['a.example.com']],
  ['a.example.com', ['*.example.com', 'a.example.com', '*.com'], ['a.example.com']],
  ['*.example.com', ['*.com', 'a.example.com'], ['*.example.com', 'a.example.com']],
  ['www.example.com', ['other.example.com'], undefined],
  ['*.example.com', ['example.com'], undefined],
  ['example.com', ['*.example.com'], undefined],
  ['*.example.com', ['www.example.net'], undefined],
  ['*.a.example.com', ['*.b.example.com'], undefined],
  ['*.example.com', ['wwwexample.com'], undefined],
  ['very.specific.com', ['non.matching.com', '*.nonmatchingwildcard.io', 'foo.specific.com'], undefined],
  ['www.example.com', ['WWW.example.com'], undefined],
  ['10.0.0.1', ['10.0.0.1'], undefined],
  ['10.0.0.1', undefined, undefined],
  [undefined, ['10.0.0.1'], undefined],
  [undefined, ['10.0.0.1', 'a.example.com'], ['a.example.com']],
  [undefined, ['*'], undefined],
  [undefined, ['a.*.com'], undefined],
  ['*', ['a.example.com'], undefined],
];

const withTls = { port: 443, tls: { mode: 'Passthrough' }, ...fromAll };
const on = (kind: string, hostnames: string[] | undefined) =>
  object(kind, 'shop/r', { parentRefs: [gw], ...(hostnames && { hostnames }) });

describe.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute'])('a %s', (kind) => {
  const protocol = kind === 'TLSRoute' ? { protocol: 'TLS', ...withTls } : fromAll;

  test.each(cases)('on a listener for %j that asks for %j gets %j', (hostname, hostnames, expected) => {
    expect(verdict(gateway({ web: { ...protocol, hostname } }), on(kind, hostnames))).toMatchObject({
      accepted: expected !== undefined,
      reason: expected ? 'Accepted' : 'NoMatchingListenerHostname',
      listeners: expected ? ['web'] : [],
      hostnames: expected ?? [],
    });
  });
});

test.each(['TCP', 'UDP'])('a %sRoute knows no hostname, and neither does its listener', (protocol) => {
  const listeners = { db: { protocol, port: 5432, hostname: 'ignored.io', ...fromAll } };

  expect(verdict(gateway(listeners), on(`${protocol}Route`, ['other.io']))).toMatchObject({
    accepted: true,
    listeners: ['db'],
    hostnames: [],
  });
});

test('of several listeners those take a Route that share a host with it, and its hosts are those of all of them', () => {
  const listeners = {
    exact: { hostname: 'very.specific.com', ...fromAll },
    wildcard: { hostname: '*.wildcard.io', ...fromAll },
    deep: { hostname: '*.anotherwildcard.io', ...fromAll },
  };
  const hostnames = ['non.matching.com', '*.specific.com', 'foo.wildcard.io', '*.wildcard.io'];

  expect(verdict(gateway(listeners), httpRoute('shop/r', { hostnames }))).toMatchObject({
    listeners: ['exact', 'wildcard'],
    hostnames: ['very.specific.com', 'foo.wildcard.io', '*.wildcard.io'],
  });
});

test('a host that two hostnames of a Route come down to is named once', () => {
  const route = httpRoute('shop/r', { hostnames: ['*.x.io', 'a.x.io'] });
  const { routes } = attachRoutes([gateway({ web: { hostname: 'a.x.io', ...fromAll } }), route]);

  expect(routes[0]?.parents[0]?.attached.map(({ hostnames }) => hostnames)).toEqual([['a.x.io']]);
});

test('a host that two listeners serve is named once', () => {
  const listeners = { http: fromAll, alt: { port: 8080, ...fromAll } };

  expect(verdict(gateway(listeners), httpRoute('shop/r', { hostnames: ['a.io'] }))).toMatchObject({
    listeners: ['http', 'alt'],
    hostnames: ['a.io'],
  });
});
