import { expect, test } from 'vitest';
import { fromAll, gateway, httpRoute, routing, service } from './objects';

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
