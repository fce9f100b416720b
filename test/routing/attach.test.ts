import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { fromAll, gateway, gw, httpRoute, listener, object, routing, service, verdict } from './objects';

test('a Route is told of each parentRef which listeners take it, for which hosts, and whether its backends are there', () => {
  const shop = httpRoute('shop/web', {
    hostnames: ['a.x.io', 'b.y.io'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
  });

  expect(
    routing(gateway({ x: { hostname: '*.x.io', ...fromAll }, own: { port: 81 } }), shop, service('shop/web')),
  ).toEqual({
    routes: [
      {
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'web',
        parents: [
          {
            parentRef: { name: 'gw', namespace: 'infra' },
            accepted: true,
            reason: 'Accepted',
            listeners: ['x'],
            hostnames: ['a.x.io'],
            resolvedRefs: true,
            resolvedReason: 'ResolvedRefs',
          },
        ],
      },
    ],
    listeners: [
      { gateway: 'infra/gw', name: 'x', conflicted: false, reason: 'Accepted', attachedRoutes: 1 },
      { gateway: 'infra/gw', name: 'own', conflicted: false, reason: 'Accepted', attachedRoutes: 0 },
    ],
  });
});

describe('a parentRef', () => {
  const listeners = {
    web: { port: 80, hostname: 'web.io', ...fromAll },
    api: { port: 80, hostname: 'api.io', ...fromAll },
    alt: { port: 8080, ...fromAll },
  };

  test.each<[string, object, string[] | string]>([
    ['that names nothing but the Gateway takes all of its listeners', {}, ['web', 'api', 'alt']],
    ['with a sectionName takes that listener', { sectionName: 'api' }, ['api']],
    ['with an empty sectionName takes all', { sectionName: '' }, ['web', 'api', 'alt']],
    ['with a port takes all listeners of the port', { port: 80 }, ['web', 'api']],
    ['with both takes the listener that has both', { sectionName: 'web', port: 80 }, ['web']],
    [
      'with a group and kind that are the defaults takes the same',
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', port: 8080 },
      ['alt'],
    ],
    ['with a sectionName that there is not takes none', { sectionName: 'gone' }, 'NoMatchingParent'],
    ['with a sectionName in another case takes none', { sectionName: 'WEB' }, 'NoMatchingParent'],
    ['with a port that there is not takes none', { port: 443 }, 'NoMatchingParent'],
    ['with a sectionName and the port of another takes none', { sectionName: 'web', port: 8080 }, 'NoMatchingParent'],
    ['with a port that is no number takes none', { port: '80' }, 'NoMatchingParent'],
    ['to a Gateway that is not there takes none', { name: 'gone' }, 'NoMatchingParent'],
    ['to a Gateway of that name elsewhere takes none', { namespace: 'other' }, 'NoMatchingParent'],
    ['to a ListenerSet of the name of a Gateway takes none', { kind: 'ListenerSet' }, 'NoMatchingParent'],
    ['to a Service, as in a mesh, takes none', { group: '', kind: 'Service' }, 'NoMatchingParent'],
    ['to a Gateway of another API takes none', { group: 'networking.istio.io' }, 'NoMatchingParent'],
  ])('%s', (_, ref, expected) => {
    const route = httpRoute('infra/r', { parentRefs: [{ ...gw, ...ref }] });
    const { accepted, reason, listeners: taken } = verdict(gateway(listeners), route);

    expect(typeof expected === 'string' ? { accepted, reason, taken } : taken).toEqual(
      typeof expected === 'string' ? { accepted: false, reason: expected, taken: [] } : expected,
    );
  });

  test('without a namespace is to the namespace of the Route', () => {
    const parentRefs = [{ name: 'gw' }];

    expect(verdict(gateway({ web: {} }), httpRoute('infra/r', { parentRefs })).reason).toBe('Accepted');
    expect(verdict(gateway({ web: {} }), httpRoute('shop/r', { parentRefs })).reason).toBe('NoMatchingParent');
  });

  test('is judged by itself: one may be accepted and another not', () => {
    const parentRefs = [gw, { ...gw, sectionName: 'gone' }, { name: 'other' }];
    const [route] = routing(gateway({ web: fromAll }), httpRoute('shop/r', { parentRefs })).routes;

    expect(route?.parents.map(({ parentRef, reason }) => ({ parentRef, reason }))).toEqual([
      { parentRef: gw, reason: 'Accepted' },
      { parentRef: { ...gw, sectionName: 'gone' }, reason: 'NoMatchingParent' },
      { parentRef: { name: 'other' }, reason: 'NoMatchingParent' },
    ]);
  });

  test('that is written twice counts the Route once on a listener', () => {
    const parentRefs = [gw, { ...gw, sectionName: 'web' }];

    expect(listener('web', gateway({ web: fromAll }), httpRoute('shop/r', { parentRefs })).attachedRoutes).toBe(1);
  });
});

describe('of several reasons the first is given that holds', () => {
  const own = { from: 'Same' };
  const cases: [string, Parameters<typeof gateway>[0], object, string][] = [
    ['a listener that there is not, before the namespace', { web: {} }, { sectionName: 'gone' }, 'NoMatchingParent'],
    ['the namespace, before the hostname', { web: { hostname: 'other.io' } }, {}, 'NotAllowedByListeners'],
    [
      'the kind, before the hostname',
      { web: { hostname: 'other.io', allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }], namespaces: { from: 'All' } } } },
      {},
      'NotAllowedByListeners',
    ],
    [
      'the hostname, where a listener would let it in',
      { web: { hostname: 'other.io', ...fromAll } },
      {},
      'NoMatchingListenerHostname',
    ],
    [
      'the hostname, of those that let it in',
      { web: { hostname: 'other.io', ...fromAll }, own: { hostname: 'shop.io', allowedRoutes: { namespaces: own } } },
      {},
      'NoMatchingListenerHostname',
    ],
    [
      'none, as soon as one listener takes it',
      { web: { hostname: 'other.io', ...fromAll }, any: fromAll },
      {},
      'Accepted',
    ],
  ];

  test.each(cases)('%s', (_, listeners, ref, reason) => {
    const route = httpRoute('shop/r', { parentRefs: [{ ...gw, ...ref }], hostnames: ['shop.io'] });

    expect(verdict(gateway(listeners), route)).toMatchObject({ accepted: reason === 'Accepted', reason });
  });
});

describe('what has a version of its own is read all the same:', () => {
  test.each(['v1', 'v1beta1', 'v1alpha2'])('%s', (version) => {
    const apiVersion = `gateway.networking.k8s.io/${version}`;

    expect(verdict({ ...gateway({ web: fromAll }), apiVersion }, { ...httpRoute('shop/r'), apiVersion }).reason).toBe(
      'Accepted',
    );
  });

  test('but not what another API calls by the same name', () => {
    const foreign = { ...gateway({ web: fromAll }), apiVersion: 'networking.istio.io/v1' };

    expect(verdict(foreign, httpRoute('shop/r')).reason).toBe('NoMatchingParent');
  });
});

test('an object that says no namespace is in the default one', () => {
  const { namespace: _, ...metadata } = httpRoute('x/r').metadata;
  const route = { ...httpRoute('x/r', { parentRefs: [{ name: 'gw', namespace: 'default' }] }), metadata };
  const own = object('Gateway', 'default/gw', { listeners: [{ name: 'web', port: 80, protocol: 'HTTP' }] });

  expect(routing(own, route).routes).toMatchObject([{ namespace: 'default', parents: [{ accepted: true }] }]);
});

test('of two objects with one identity the later counts', () => {
  const first = httpRoute('shop/r', { hostnames: ['a.io'] });
  const later = httpRoute('shop/r', { hostnames: ['b.io'] });

  expect(routing(gateway({ web: fromAll }), first, later).routes).toMatchObject([
    { parents: [{ hostnames: ['b.io'] }] },
  ]);
});

describe('what people get wrong by hand attaches to nothing, and breaks nothing:', () => {
  const odd = [undefined, null, 'text', 7, [], [null], ['text'], {}, { name: 7 }];

  test.each(odd)('%j for the spec of everything', (value) => {
    const spec = value as never;
    const kinds = [
      'Gateway',
      'ListenerSet',
      'HTTPRoute',
      'GRPCRoute',
      'TLSRoute',
      'TCPRoute',
      'UDPRoute',
      'ReferenceGrant',
    ];
    const objects = kinds.map((kind) => ({ ...object(kind, 'infra/gw', {}), spec }));

    expect(
      routing(...(objects as Manifest[])).routes.every(({ parents }) => parents.every(({ accepted }) => !accepted)),
    ).toBe(true);
  });

  test.each(odd)('%j for every field below', (value) => {
    const field = value as never;
    const manifests = [
      gateway({ web: {} }, { listeners: field }),
      gateway({ web: { allowedRoutes: field, hostname: field, tls: field, port: field, protocol: field } }),
      gateway({ web: { allowedRoutes: { namespaces: field, kinds: field } } }, { allowedListeners: field, tls: field }),
      httpRoute('shop/a', { parentRefs: field, hostnames: field, rules: field }),
      httpRoute('shop/b', { hostnames: [field], rules: [{ matches: field, filters: field, backendRefs: field }] }),
      httpRoute(
        'shop/c',
        { rules: [{ matches: [{ path: field, headers: field }], backendRefs: [field] }] },
        { creationTimestamp: field },
      ),
      object('GRPCRoute', 'shop/d', { parentRefs: [field, gw], rules: [{ matches: [{ method: field }] }] }),
      object('ListenerSet', 'shop/e', { parentRef: field, listeners: field }),
      object('ReferenceGrant', 'shop/f', { from: field, to: [field] }),
    ];

    for (const manifest of manifests)
      expect(() => routing(gateway({ web: fromAll }), manifest, httpRoute('shop/r'))).not.toThrow();
    expect(() => routing(...manifests)).not.toThrow();
  });
});

test('each of 2,000 Routes on one Gateway of 64 listeners attaches, and once', () => {
  const listeners = Object.fromEntries(
    Array.from({ length: 64 }, (_, at) => [`l${at}`, { hostname: `*.l${at}.io`, ...fromAll }]),
  );
  const routes = Array.from({ length: 2000 }, (_, at) =>
    httpRoute(`ns${at}/r`, { hostnames: [`a.l${at % 64}.io`, `r${at}.l${at % 64}.io`] }),
  );
  const all = [gateway(listeners), ...routes];
  const attached = routing(...all).listeners.reduce((sum, { attachedRoutes }) => sum + attachedRoutes, 0);

  expect(attached).toBe(2000);
});
