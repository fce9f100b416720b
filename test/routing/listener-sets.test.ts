import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { fromAll, gateway, gw, httpRoute, listener, named, namespace, object, routing, verdict } from './objects';

const open = { allowedListeners: { namespaces: { from: 'All' } } };

/** A ListenerSet on `infra/gw`. */
function listenerSet(id: string, listeners: Parameters<typeof named>[0], metadata: object = {}): Manifest {
  return object('ListenerSet', id, { parentRef: gw, listeners: named(listeners) }, { ...metadata });
}

/** The verdict on a ListenerSet. */
function judged(id: string, ...manifests: readonly Manifest[]) {
  const { routes } = routing(...manifests);
  return routes.find(({ kind, namespace, name }) => kind === 'ListenerSet' && `${namespace}/${name}` === id)
    ?.parents[0];
}

describe('a Gateway lets in', () => {
  const set = listenerSet('shop/more', { extra: { hostname: 'extra.io' } });
  const selector = (labels: object) => ({ from: 'Selector', selector: { matchLabels: labels } });

  test.each<[string, object | undefined, boolean]>([
    ['no ListenerSet unless it says so', undefined, false],
    ['none where it names no namespaces', {}, false],
    ['none where it says nothing of them', { namespaces: {} }, false],
    ['none with None', { namespaces: { from: 'None' } }, false],
    ['those of its own namespace with Same', { namespaces: { from: 'Same' } }, false],
    ['every one with All', { namespaces: { from: 'All' } }, true],
    ['those of the namespaces that it selects', { namespaces: selector({ team: 'a' }) }, true],
    ['those of a namespace that it names', { namespaces: selector({ 'kubernetes.io/metadata.name': 'shop' }) }, true],
    ['none of those that it does not select', { namespaces: selector({ team: 'b' }) }, false],
    ['none without a selector where there must be one', { namespaces: { from: 'Selector' } }, false],
    ['none with a selector alone', { namespaces: { selector: { matchLabels: { team: 'a' } } } }, false],
  ])('%s', (_, allowedListeners, isAllowed) => {
    const own = gateway({ web: {} }, { ...(allowedListeners && { allowedListeners }) });
    const all = [namespace('shop', { team: 'a' }), own, set];

    expect(judged('shop/more', ...all)).toMatchObject({
      accepted: isAllowed,
      reason: isAllowed ? 'Accepted' : 'NotAllowed',
      listeners: isAllowed ? ['extra'] : [],
    });
    expect(listener('extra', ...all)).toMatchObject({
      gateway: 'infra/gw',
      listenerSet: 'shop/more',
      conflicted: false,
      reason: isAllowed ? 'Accepted' : 'NotAllowed',
    });
  });

  test('with Same a ListenerSet beside it', () => {
    const same = gateway({}, { allowedListeners: { namespaces: { from: 'Same' } } });

    expect(judged('infra/more', same, listenerSet('infra/more', { extra: {} }))?.accepted).toBe(true);
  });
});

test.each<[string, object]>([
  ['that is not there', { name: 'gone', namespace: 'infra' }],
  ['of its own namespace, where it is not', { name: 'gw' }],
  ['of another kind', { ...gw, kind: 'Service', group: '' }],
])('a ListenerSet on a Gateway %s is on none, and no Route attaches to it', (_, parentRef) => {
  const set = object('ListenerSet', 'shop/more', { parentRef, listeners: named({ extra: {} }) });
  const route = httpRoute('shop/r', { parentRefs: [{ kind: 'ListenerSet', name: 'more' }] });

  expect(judged('shop/more', gateway({}, open), set, route)?.reason).toBe('ParentNotAccepted');
  expect(verdict(gateway({}, open), set, route).reason).toBe('NoMatchingParent');
});

describe('a Route', () => {
  const set = listenerSet('shop/more', {
    own: { hostname: 'own.io' },
    every: { hostname: 'every.io', ...fromAll },
    web: { hostname: 'web.io', port: 81 },
  });
  const toSet = (ref: object = {}) => ({ kind: 'ListenerSet', name: 'more', namespace: 'shop', ...ref });
  const own = gateway({ web: { hostname: 'gateway.io', ...fromAll } }, open);

  test.each<[string, string, object, string[] | string]>([
    ['to the ListenerSet takes its listeners', 'shop', toSet(), ['own', 'every', 'web']],
    ['to one of its listeners takes that one', 'shop', toSet({ sectionName: 'every' }), ['every']],
    ['to a port takes the listeners of the port', 'shop', toSet({ port: 81 }), ['web']],
    ['from elsewhere takes those that let it in', 'till', toSet(), ['every']],
    [
      'of the namespace of the Gateway is not of the same as a ListenerSet elsewhere',
      'infra',
      toSet({ sectionName: 'own' }),
      'NotAllowedByListeners',
    ],
    ['to a listener that there is not takes none', 'shop', toSet({ sectionName: 'gone' }), 'NoMatchingParent'],
    ['to the Gateway takes none of the ListenerSet', 'shop', gw, ['web']],
    [
      'to the Gateway does not see a listener of the ListenerSet',
      'shop',
      { ...gw, sectionName: 'own' },
      'NoMatchingParent',
    ],
    [
      'to the Gateway by a name that both have takes the one of the Gateway',
      'till',
      { ...gw, sectionName: 'web' },
      ['web'],
    ],
    [
      'to the ListenerSet does not see a port of the Gateway only',
      'shop',
      toSet({ sectionName: 'web', port: 80 }),
      'NoMatchingParent',
    ],
  ])('%s', (_, from, ref, expected) => {
    const { reason, listeners } = verdict(own, set, httpRoute(`${from}/r`, { parentRefs: [ref] }));

    expect(typeof expected === 'string' ? reason : listeners).toEqual(expected);
  });

  test('is judged by each of its parents', () => {
    const parentRefs = [{ ...gw, sectionName: 'own' }, toSet({ sectionName: 'own' })];
    const [route] = routing(own, set, httpRoute('shop/r', { parentRefs })).routes;

    expect(route?.parents.map(({ reason, hostnames }) => [reason, hostnames])).toEqual([
      ['NoMatchingParent', []],
      ['Accepted', ['own.io']],
    ]);
  });

  test('attaches to nothing of a ListenerSet that the Gateway does not let in', () => {
    const closed = gateway({ web: {} });

    expect(verdict(closed, set, httpRoute('shop/r', { parentRefs: [toSet()] }))).toMatchObject({
      accepted: false,
      reason: 'NoMatchingParent',
    });
    expect(listener('own', closed, set, httpRoute('shop/r', { parentRefs: [toSet()] })).attachedRoutes).toBe(0);
  });
});

describe('a listener of a ListenerSet', () => {
  /** The reasons of all listeners, with their owners in front. */
  const reasons = (...manifests: readonly Manifest[]) =>
    routing(...manifests).listeners.map(
      ({ name, reason, ...rest }) => `${'listenerSet' in rest ? rest.listenerSet : 'gateway'} ${name}: ${reason}`,
    );
  const created = (creationTimestamp: string) => ({ creationTimestamp });

  test('loses against the same of the Gateway, which stays as it is', () => {
    const set = listenerSet('shop/more', { own: { hostname: 'own.io' }, taken: { hostname: 'web.io' } });
    const all = [gateway({ web: { hostname: 'web.io' } }, open), set];

    expect(reasons(...all)).toEqual([
      'gateway web: Accepted',
      'shop/more own: Accepted',
      'shop/more taken: HostnameConflict',
    ]);
    expect(judged('shop/more', ...all)).toMatchObject({
      accepted: true,
      reason: 'Accepted',
      listeners: ['own'],
      hostnames: ['own.io'],
    });
  });

  test('loses against another protocol on the port of the Gateway', () => {
    const set = listenerSet('shop/more', { tcp: { protocol: 'TCP' } });

    expect(reasons(gateway({ web: { hostname: 'web.io' } }, open), set)).toEqual([
      'gateway web: Accepted',
      'shop/more tcp: ProtocolConflict',
    ]);
  });

  test('that has lost takes no other with it', () => {
    const set = listenerSet('shop/more', { tcp: { protocol: 'TCP' }, own: { hostname: 'own.io' } });
    const later = listenerSet('shop/other', { other: { hostname: 'other.io' } });

    expect(reasons(gateway({ web: { hostname: 'web.io' } }, open), set, later)).toEqual([
      'gateway web: Accepted',
      'shop/more tcp: ProtocolConflict',
      'shop/more own: Accepted',
      'shop/other other: Accepted',
    ]);
  });

  test('loses against conflicted ones of the Gateway too', () => {
    const same = { hostname: 'a.io' };

    expect(reasons(gateway({ one: same, two: same }, open), listenerSet('shop/more', { own: same }))).toEqual([
      'gateway one: HostnameConflict',
      'gateway two: HostnameConflict',
      'shop/more own: HostnameConflict',
    ]);
  });

  test.each<[string, object, object, string]>([
    ['the older', created('2026-01-02T00:00:00Z'), created('2026-01-01T00:00:00Z'), 'b/set'],
    ['the one that is on the cluster', {}, created('2026-01-01T00:00:00Z'), 'b/set'],
    ['the first by name, of two of one age', created('2026-01-01T00:00:00Z'), created('2026-01-01T00:00:00Z'), 'a/set'],
    ['the first by name, of two whose age nobody knows', {}, {}, 'a/set'],
    [
      'the older, however its time is written',
      created('2026-01-01T00:00:00Z'),
      created('2026-01-01T00:30:00+01:00'),
      'b/set',
    ],
  ])('wins against that of another ListenerSet where it is of %s', (_, a, b, winner) => {
    const same = { own: { hostname: 'a.io' } };
    const loser = winner === 'a/set' ? 'b/set' : 'a/set';

    expect(reasons(gateway({}, open), listenerSet('b/set', same, b), listenerSet('a/set', same, a))).toEqual([
      `${winner} own: Accepted`,
      `${loser} own: HostnameConflict`,
    ]);
  });

  test('is not in the way of others while the Gateway does not let it in', () => {
    const same = { own: { hostname: 'a.io' } };
    const own = gateway({}, { allowedListeners: { namespaces: { from: 'Same' } } });

    expect(reasons(own, listenerSet('a/set', same), listenerSet('infra/set', same))).toEqual([
      'infra/set own: Accepted',
      'a/set own: NotAllowed',
    ]);
  });

  test('conflicts with the same of its own ListenerSet, and neither wins', () => {
    expect(reasons(gateway({}, open), listenerSet('a/set', { one: {}, two: {} }))).toEqual([
      'a/set one: HostnameConflict',
      'a/set two: HostnameConflict',
    ]);
  });

  test('is what its ListenerSet stands on: one without any that serves is not accepted', () => {
    const set = listenerSet('shop/more', { taken: { hostname: 'web.io' } });

    expect(judged('shop/more', gateway({ web: { hostname: 'web.io' } }, open), set)).toMatchObject({
      accepted: false,
      reason: 'ListenersNotValid',
      listeners: [],
    });
  });

  test('of TCP has no hostname to tell', () => {
    const set = listenerSet('shop/more', { db: { protocol: 'TCP', port: 5432 } });

    expect(judged('shop/more', gateway({}, open), set)).toMatchObject({ listeners: ['db'], hostnames: [] });
  });

  test('may have the name of another', () => {
    const set = (id: string, hostname: string) => listenerSet(id, { web: { hostname } });

    expect(reasons(gateway({ web: { hostname: 'a.io' } }, open), set('a/set', 'b.io'), set('b/set', 'c.io'))).toEqual([
      'gateway web: Accepted',
      'a/set web: Accepted',
      'b/set web: Accepted',
    ]);
  });
});
