import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { attachRoutes } from '../../lib/routing/attach';
import { gatewayObjects, type Route } from '../../lib/routing/gateway-objects';
import type { Hostname } from '../../lib/routing/hostname';
import { namespacedName } from '../../lib/routing/namespaced-name';
import { byPrecedence, moreSpecificHostname } from '../../lib/routing/precedence';
import { matchesOf } from '../../lib/routing/route-match';
import { tiesOf } from '../../lib/routing/ties';
import { fromAll, gateway, gw, httpRoute, listener, object, routing } from './objects';

const created = (day: number) => ({ creationTimestamp: `2026-01-0${day}T00:00:00Z` });

test('of hostnames the exact comes first, then the wildcard that says more, and none comes last', () => {
  const hostnames: Hostname[] = [undefined, '*.com', '*.example.com', 'www.example.com', '*.foo.example.com', 'a.io'];

  expect(hostnames.sort(moreSpecificHostname)).toEqual([
    'www.example.com',
    'a.io',
    '*.foo.example.com',
    '*.example.com',
    '*.com',
    undefined,
  ]);
});

describe('a request that both match goes to', () => {
  const path = (type: string, value: string) => ({ path: { type, value } });
  const headers = (...names: string[]) => ({ headers: names.map((name) => ({ name, value: 'x' })) });
  const query = (...names: string[]) => ({ queryParams: names.map((name) => ({ name, value: 'x' })) });
  const first = (a: Manifest, hostA: Hostname, b: Manifest, hostB: Hostname) => {
    const [x, y] = gatewayObjects([a, b]).routes as [Route, Route];
    const [matchA, matchB] = [matchesOf(x)[0], matchesOf(y)[0]];
    if (!matchA || !matchB) throw new Error('a Route without a match');
    const candidates = [
      { route: y, match: matchB, hostname: hostB },
      { route: x, match: matchA, hostname: hostA },
    ];
    return candidates.sort(byPrecedence).map(({ route }) => namespacedName(route))[0];
  };
  const route = (id: string, match: object, metadata: object = {}) =>
    httpRoute(id, { rules: [{ matches: [match] }] }, { ...metadata });

  test.each<[string, object, object]>([
    ['an exact path, not a prefix', path('Exact', '/a'), path('PathPrefix', '/a')],
    [
      'an exact path, not a longer prefix with a method',
      path('Exact', '/a'),
      { ...path('PathPrefix', '/a'), method: 'GET' },
    ],
    ['the longer prefix', path('PathPrefix', '/a/b'), path('PathPrefix', '/a')],
    [
      'the longer prefix, not the one with a method',
      path('PathPrefix', '/a/b'),
      { ...path('PathPrefix', '/a'), method: 'GET' },
    ],
    ['a prefix, not every path', path('PathPrefix', '/a'), {}],
    ['the one with a method', { ...path('PathPrefix', '/a'), method: 'GET' }, path('PathPrefix', '/a')],
    ['the one with a method, not with headers', { method: 'GET' }, headers('a', 'b', 'c')],
    ['the one with more headers', headers('a', 'b'), headers('c')],
    ['the one with more headers, not with query parameters', headers('a'), query('b', 'c')],
    ['the one with more query parameters', query('a', 'b'), query('c')],
    ['the one of more headers that are different', headers('a', 'b'), headers('c', 'C', 'c')],
  ])('%s', (_, winner, loser) => {
    expect(first(route('z/z', winner), 'a.io', route('a/a', loser, created(1)), 'a.io')).toBe('z/z');
  });

  test.each<[string, object, object]>([
    [
      'the longer service',
      { method: { service: 'com.example.User' } },
      { method: { service: 'User', method: 'GetUserOfThatName' } },
    ],
    [
      'the longer method of one service',
      { method: { service: 'User', method: 'Login' } },
      { method: { service: 'User' } },
    ],
    [
      'the one with more headers of one method',
      { method: { service: 'User' }, ...headers('a') },
      { method: { service: 'User' } },
    ],
  ])('of GRPCRoutes %s', (_, winner, loser) => {
    const grpc = (id: string, match: object) => object('GRPCRoute', id, { rules: [{ matches: [match] }] });

    expect(first(grpc('z/z', winner), 'a.io', grpc('a/a', loser), 'a.io')).toBe('z/z');
  });

  test('the more specific hostname, whatever the matches say', () => {
    expect(first(route('z/z', {}), 'a.x.io', route('a/a', path('Exact', '/a'), created(1)), '*.x.io')).toBe('z/z');
  });

  test.each<[string, object, object, string]>([
    ['the older, of two that say the same', created(2), created(1), 'b/b'],
    ['the one that is on the cluster', {}, created(2), 'b/b'],
    ['the first by name, of two of one age', created(1), created(1), 'a/a'],
    ['the first by name, of two whose age nobody knows', {}, {}, 'a/a'],
  ])('%s', (_, a, b, winner) => {
    expect(first(route('a/a', {}, a), 'a.io', route('b/b', {}, b), 'a.io')).toBe(winner);
  });
});

describe('a tie', () => {
  const open = gateway({ web: fromAll });
  const route = (id: string, hostnames: string[], ...matches: object[]) =>
    httpRoute(id, { hostnames, rules: [{ matches }] });
  const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });
  const ties = (...manifests: Manifest[]) =>
    tiesOf(attachRoutes(manifests)).map(({ listener, hostname, match, routes }) =>
      [`${listener.name} ${hostname ?? '*'} ${match}:`, ...routes.map(namespacedName)].join(' '),
    );

  test.each<[string, Manifest[], string[]]>([
    [
      'is of two Routes with one hostname and path',
      [route('b/r', ['a.io'], prefix('/x')), route('a/r', ['a.io'], prefix('/x'))],
      ['web a.io PathPrefix /x: a/r b/r'],
    ],
    [
      'is of two Routes that say nothing of paths',
      [route('a/r', ['a.io']), httpRoute('b/r', { hostnames: ['a.io'] })],
      ['web a.io PathPrefix /: a/r b/r'],
    ],
    ['is of two Routes without hostnames', [httpRoute('a/r'), httpRoute('b/r')], ['web * PathPrefix /: a/r b/r']],
    [
      'is of three as of two',
      [httpRoute('a/r'), httpRoute('b/r'), httpRoute('c/r')],
      ['web * PathPrefix /: a/r b/r c/r'],
    ],
    [
      'is there whether a prefix ends with a slash or not',
      [route('a/r', [], prefix('/x/')), route('b/r', [], prefix('/x'))],
      ['web * PathPrefix /x: a/r b/r'],
    ],
    [
      'is there for one of many matches',
      [route('a/r', [], prefix('/x'), prefix('/y')), route('b/r', [], prefix('/y'))],
      ['web * PathPrefix /y: a/r b/r'],
    ],
    [
      'is there for each host that both have',
      [route('a/r', ['a.io', '*.b.io', 'c.io']), route('b/r', ['*.b.io', 'a.io'])],
      ['web a.io PathPrefix /: a/r b/r', 'web *.b.io PathPrefix /: a/r b/r'],
    ],
    [
      'is there with the same headers in another order and case',
      [
        route('a/r', [], {
          headers: [
            { name: 'A', value: '1' },
            { name: 'b', value: '2' },
          ],
        }),
        route('b/r', [], {
          headers: [
            { name: 'b', value: '2' },
            { name: 'a', value: '1' },
          ],
        }),
      ],
      ['web * PathPrefix /, 2 headers: a/r b/r'],
    ],
    [
      'has the older in front',
      [httpRoute('a/r', {}, created(2)), httpRoute('b/r', {}, created(1))],
      ['web * PathPrefix /: b/r a/r'],
    ],
    ['is not of two paths', [route('a/r', [], prefix('/x')), route('b/r', [], prefix('/y'))], []],
    [
      'is not of a prefix and an exact path',
      [route('a/r', [], prefix('/x')), route('b/r', [], { path: { type: 'Exact', value: '/x' } })],
      [],
    ],
    ['is not of two methods', [route('a/r', [], { method: 'GET' }), route('b/r', [], { method: 'PUT' })], []],
    [
      'is not of two values of a header',
      [
        route('a/r', [], { headers: [{ name: 'a', value: '1' }] }),
        route('b/r', [], { headers: [{ name: 'a', value: '2' }] }),
      ],
      [],
    ],
    [
      'is not of a query and none',
      [route('a/r', [], { queryParams: [{ name: 'a', value: '1' }] }), route('b/r', [])],
      [],
    ],
    ['is not of two hostnames', [route('a/r', ['a.io']), route('b/r', ['b.io'])], []],
    ['is not of a wildcard and what it covers', [route('a/r', ['a.io']), route('b/r', ['*.io'])], []],
    ['is not of two rules of one Route', [httpRoute('a/r', { rules: [{}, {}] })], []],
    [
      'is not of a Route that is refused',
      [httpRoute('a/r'), httpRoute('b/r', { parentRefs: [{ ...gw, sectionName: 'gone' }] })],
      [],
    ],
  ])('%s', (_, routes, expected) => {
    expect(ties(open, ...routes)).toEqual(expected);
  });

  test('is of any two Routes on one TCP listener', () => {
    const tcp = (id: string) => object('TCPRoute', id, { parentRefs: [gw], rules: [{ backendRefs: [] }] });

    expect(ties(gateway({ db: { protocol: 'TCP', port: 5432, ...fromAll } }), tcp('a/r'), tcp('b/r'))).toEqual([
      'db * : a/r b/r',
    ]);
  });

  test('is of two TLSRoutes with one hostname', () => {
    const tls = (id: string, hostname: string) => object('TLSRoute', id, { parentRefs: [gw], hostnames: [hostname] });
    const listeners = { tls: { protocol: 'TLS', port: 443, tls: { mode: 'Passthrough' }, ...fromAll } };

    expect(ties(gateway(listeners), tls('a/r', 'a.io'), tls('b/r', 'a.io'), tls('c/r', 'c.io'))).toEqual([
      'tls a.io : a/r b/r',
    ]);
  });

  test('is of what is left of two hostnames on a listener', () => {
    const listeners = { web: { hostname: 'a.x.io', ...fromAll } };

    expect(ties(gateway(listeners), route('a/r', ['a.x.io']), route('b/r', ['*.x.io']))).toEqual([
      'web a.x.io PathPrefix /: a/r b/r',
    ]);
  });
});

describe('a HTTPRoute and a GRPCRoute on one listener', () => {
  const grpcRoute = (id: string, hostnames: string[], metadata: object = {}) =>
    object('GRPCRoute', id, { parentRefs: [gw], hostnames }, { ...metadata });
  const http = (id: string, hostnames: string[], metadata: object = {}) =>
    httpRoute(id, { hostnames }, { ...metadata });
  /** Those that are accepted. */
  const accepted = (...routes: Manifest[]) =>
    routing(gateway({ web: fromAll }), ...routes)
      .routes.filter(({ parents }) => parents.some((parent) => parent.accepted))
      .map(({ kind, namespace }) => `${kind} ${namespace}`);

  test.each<[string, Manifest[], string[]]>([
    [
      'are both accepted with two hostnames',
      [http('a/r', ['a.io']), grpcRoute('b/r', ['b.io'])],
      ['HTTPRoute a', 'GRPCRoute b'],
    ],
    ['are not with one: the first by name is', [http('b/r', ['a.io']), grpcRoute('a/r', ['a.io'])], ['GRPCRoute a']],
    [
      'are not with one: the older is',
      [http('b/r', ['a.io'], created(1)), grpcRoute('a/r', ['a.io'], created(2))],
      ['HTTPRoute b'],
    ],
    ['are not where a wildcard covers', [http('a/r', ['*.a.io']), grpcRoute('b/r', ['x.a.io'])], ['HTTPRoute a']],
    ['are not where a wildcard is covered', [http('b/r', ['*.a.io']), grpcRoute('a/r', ['x.a.io'])], ['GRPCRoute a']],
    ['are not where one has no hostnames', [http('a/r', []), grpcRoute('b/r', ['x.a.io'])], ['HTTPRoute a']],
    [
      'are not with one of many hostnames',
      [http('a/r', ['a.io', 'b.io']), grpcRoute('b/r', ['c.io', 'b.io'])],
      ['HTTPRoute a'],
    ],
    [
      'are in nobody’s way once they are refused',
      [http('a/r', ['a.io']), grpcRoute('b/r', ['a.io', 'b.io']), http('c/r', ['b.io'])],
      ['HTTPRoute a', 'HTTPRoute c'],
    ],
    [
      'stand beside others of their own kind',
      [http('a/r', ['a.io']), http('b/r', ['a.io']), grpcRoute('c/r', ['a.io'])],
      ['HTTPRoute a', 'HTTPRoute b'],
    ],
  ])('%s', (_, routes, expected) => {
    expect(accepted(...routes)).toEqual(expected);
  });

  test('are told apart by their listeners', () => {
    const listeners = { web: fromAll, alt: { port: 81, ...fromAll } };
    const grpc = object('GRPCRoute', 'b/r', { parentRefs: [gw] });
    const web = httpRoute('a/r', { parentRefs: [{ ...gw, sectionName: 'web' }] });
    const { routes } = routing(gateway(listeners), grpc, web);

    expect(routes).toMatchObject([
      { parents: [{ accepted: true, listeners: ['alt'] }] },
      { parents: [{ listeners: ['web'] }] },
    ]);
  });

  test('leave the one that loses with a reason, and not counted', () => {
    const all = [gateway({ web: fromAll }), http('a/r', ['a.io']), grpcRoute('b/r', ['a.io'])];

    expect(routing(...all).routes[1]?.parents[0]).toMatchObject({
      accepted: false,
      reason: 'HostnameConflict',
      listeners: [],
      hostnames: [],
    });
    expect(listener('web', ...all).attachedRoutes).toBe(1);
  });
});

test('two TCPRoutes on one listener are both accepted, and both counted', () => {
  const tcp = (id: string) => object('TCPRoute', id, { parentRefs: [gw] });
  const all = [gateway({ db: { protocol: 'TCP', port: 5432, ...fromAll } }), tcp('a/r'), tcp('b/r')];

  expect(routing(...all).routes.every(({ parents }) => parents[0]?.accepted)).toBe(true);
  expect(listener('db', ...all).attachedRoutes).toBe(2);
});
