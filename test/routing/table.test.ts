import { expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { formatRouting } from '../../lib/report/format-routing';
import { attachRoutes } from '../../lib/routing/attach';
import { tenantsByLabel } from '../../lib/routing/tenants-by-label';
import { fromAll, gateway, gw, httpRoute, named, namespace, object } from './objects';

const table = (...manifests: Manifest[]) => formatRouting(attachRoutes(manifests), tenantsByLabel(manifests));

test('a listener shows its Routes by hostname, the more particular first, and each with its tenant', () => {
  const all = httpRoute('shop/all', {});
  const one = httpRoute('shop/one', { hostnames: ['*.x.io', 'a.x.io'], rules: [{ backendRefs: [{ name: 'gone' }] }] });

  expect(table(namespace('shop', { 'toolkit.fluxcd.io/tenant': 'till' }), gateway({ web: fromAll }), all, one)).toBe(
    `gateway   listener  hostname  route               tenant  verdict
infra/gw  web       a.x.io    HTTPRoute shop/one  till    Accepted, backends: BackendNotFound
infra/gw  web       *.x.io    HTTPRoute shop/one  till    Accepted, backends: BackendNotFound
infra/gw  web       *         HTTPRoute shop/all  till    Accepted`,
  );
});

test('a listener of a ListenerSet says so, and a ListenerSet that is refused has a line of its own', () => {
  const set = (id: string, hostname: string) =>
    object('ListenerSet', id, { parentRef: gw, listeners: named({ extra: { hostname } }) });
  const route = httpRoute('infra/r', { parentRefs: [{ kind: 'ListenerSet', name: 'more' }] });
  const own = gateway({ web: {} }, { allowedListeners: { namespaces: { from: 'Same' } } });

  expect(table(own, set('infra/more', 'more.io'), set('shop/more', 'shop.io'), route)).toBe(
    `gateway                           listener  hostname  route                  tenant  verdict
infra/gw                          web       *         -                      -       no route
infra/gw, ListenerSet infra/more  extra     more.io   HTTPRoute infra/r      -       Accepted
infra/gw, ListenerSet shop/more   extra     shop.io   -                      -       listener: NotAllowed
infra/gw                          -         -         ListenerSet shop/more  -       NotAllowed`,
  );
});

test('a Route without a parent that takes it shows what it refers to', () => {
  const parentRefs = [{ name: 'gone', sectionName: 'web' }, { kind: 'Service', group: '', name: 'mesh' }, null];

  expect(table(httpRoute('shop/r', { parentRefs, hostnames: ['a.io', 'b.io'] }))).toBe(
    `gateway            listener  hostname   route             tenant  verdict
shop/gone          web       a.io b.io  HTTPRoute shop/r  -       NoMatchingParent
Service shop/mesh  -         a.io b.io  HTTPRoute shop/r  -       NoMatchingParent
shop/-             -         a.io b.io  HTTPRoute shop/r  -       NoMatchingParent`,
  );
});

test('a tie over a host of a ListenerSet names the set, and one on TCP has no hostname', () => {
  const set = object('ListenerSet', 'infra/more', {
    parentRef: gw,
    listeners: named({ db: { protocol: 'TCP', port: 5432, ...fromAll } }),
  });
  const tcp = (id: string) =>
    object('TCPRoute', id, { parentRefs: [{ kind: 'ListenerSet', name: 'more', namespace: 'infra' }] });
  const own = gateway({}, { allowedListeners: { namespaces: { from: 'Same' } } });

  expect(table(own, set, tcp('a/r'), tcp('b/r'))).toContain(
    '\nCreation time decides who answers on infra/gw, ListenerSet infra/more, db, -:\n  TCPRoute a/r, TCPRoute b/r',
  );
});

test('a ListenerSet that may not use a certificate says that it is the certificate', () => {
  const tls = { certificateRefs: [{ name: 'tls', namespace: 'vault' }] };
  const set = object('ListenerSet', 'infra/more', {
    parentRef: gw,
    listeners: named({ extra: { protocol: 'HTTPS', port: 443, tls } }),
  });
  const own = gateway({ web: {} }, { allowedListeners: { namespaces: { from: 'None' } } });

  expect(table(own, set)).toContain('ListenerSet infra/more  -       NotAllowed, certificates: RefNotPermitted');
});
