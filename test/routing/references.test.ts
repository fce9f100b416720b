import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { fromAll, gateway, gw, httpRoute, listener, object, routing, service, verdict } from './objects';

const group = 'gateway.networking.k8s.io';
const grant = (id: string, from: object[], to: object[]) => object('ReferenceGrant', id, { from, to });

const installing = (targetNamespace: string): Manifest => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'chart', namespace: 'flux-system' },
  spec: { targetNamespace },
});
const applying = (namespace: string): Manifest => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'app', namespace },
  spec: {},
});

describe('a Route that sends to', () => {
  const from = { group, kind: 'HTTPRoute', namespace: 'shop' };
  const toServices = { group: '', kind: 'Service' };
  const own = { name: 'web', port: 80 };
  const foreign = { name: 'api', namespace: 'backend', port: 80 };
  const there = [service('shop/web'), service('backend/api')];
  const route = (...backendRefs: object[]) => httpRoute('shop/r', { rules: [{ backendRefs }] });

  test.each<[string, object[], Manifest[], string]>([
    ['a Service beside it', [own], [], 'ResolvedRefs'],
    ['a Service, said in full', [{ ...own, group: '', kind: 'Service', namespace: 'shop' }], [], 'ResolvedRefs'],
    ['nothing', [], [], 'ResolvedRefs'],
    ['a Service that there is not', [{ name: 'gone', port: 80 }], [], 'BackendNotFound'],
    ['a Service that there is elsewhere only', [{ name: 'api', port: 80 }], [], 'BackendNotFound'],
    ['what has no name', [{ port: 80 }], [], 'BackendNotFound'],
    ['what a chart may bring', [{ name: 'gone', port: 80 }], [installing('shop')], 'BackendUnknown'],
    ['what a folder may bring', [{ name: 'gone', port: 80 }], [applying('shop')], 'BackendUnknown'],
    ['what a chart may bring elsewhere', [{ name: 'gone', port: 80 }], [installing('other')], 'BackendNotFound'],
    ['no name where a chart brings something', [{ port: 80 }], [installing('shop')], 'BackendNotFound'],
    ['a Service beside it, and a chart is there too', [own], [installing('shop')], 'ResolvedRefs'],
    [
      'what a chart may bring, and what there is not',
      [
        { name: 'gone', port: 80 },
        { ...own, kind: 'NonExistent' },
      ],
      [installing('shop')],
      'InvalidKind',
    ],
    ['a kind that there is not', [{ ...own, kind: 'NonExistent' }], [], 'InvalidKind'],
    [
      'a kind of another group that is not among the manifests',
      [{ ...own, group: 'example.com', kind: 'Backend' }],
      [],
      'InvalidKind',
    ],
    [
      'a kind of another group that is',
      [{ group: 'example.com', kind: 'Backend', name: 'b' }],
      [{ ...object('Backend', 'shop/b', {}), apiVersion: 'example.com/v1' }],
      'ResolvedRefs',
    ],
    [
      'a Deployment, though it is there',
      [{ group: 'apps', kind: 'Deployment', name: 'web' }],
      [{ ...object('Deployment', 'shop/web', {}), apiVersion: 'apps/v1' }],
      'InvalidKind',
    ],
    ['another namespace without a grant', [foreign], [], 'RefNotPermitted'],
    ['another namespace that grants it', [foreign], [grant('backend/g', [from], [toServices])], 'ResolvedRefs'],
    [
      'another namespace that grants it by name',
      [foreign],
      [grant('backend/g', [from], [{ ...toServices, name: 'api' }])],
      'ResolvedRefs',
    ],
    [
      'another namespace that grants another name',
      [foreign],
      [grant('backend/g', [from], [{ ...toServices, name: 'other' }])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to another namespace',
      [foreign],
      [grant('backend/g', [{ ...from, namespace: 'till' }], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to a namespace called *',
      [foreign],
      [grant('backend/g', [{ ...from, namespace: '*' }], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to another kind',
      [foreign],
      [grant('backend/g', [{ ...from, kind: 'GRPCRoute' }], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to a group of its own',
      [foreign],
      [grant('backend/g', [{ ...from, group: '' }], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants Secrets',
      [foreign],
      [grant('backend/g', [from], [{ group: '', kind: 'Secret' }])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants Services of another group',
      [foreign],
      [grant('backend/g', [from], [{ group, kind: 'Service' }])],
      'RefNotPermitted',
    ],
    [
      'another namespace, with the grant in its own',
      [foreign],
      [grant('shop/g', [from], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace, with the grant in a third',
      [foreign],
      [grant('till/g', [from], [toServices])],
      'RefNotPermitted',
    ],
    [
      'another namespace, with the second of two froms and tos',
      [foreign],
      [grant('backend/g', [{ ...from, namespace: 'till' }, from], [{ group: '', kind: 'Secret' }, toServices])],
      'ResolvedRefs',
    ],
    [
      'another namespace, with the halves of two grants',
      [foreign],
      [
        grant('backend/g', [{ ...from, namespace: 'till' }], [toServices]),
        grant('backend/h', [from], [{ group: '', kind: 'Secret' }]),
      ],
      'RefNotPermitted',
    ],
    [
      'another namespace, with names of two grants',
      [foreign],
      [
        grant('backend/g', [from], [{ ...toServices, name: 'other' }]),
        grant('backend/h', [from], [{ ...toServices, name: 'api' }]),
      ],
      'ResolvedRefs',
    ],
    [
      'another namespace that grants what there is not',
      [{ ...foreign, name: 'gone' }],
      [grant('backend/g', [from], [toServices])],
      'BackendNotFound',
    ],
    ['another namespace what there is not, without a grant', [{ ...foreign, name: 'gone' }], [], 'RefNotPermitted'],
    ['another namespace a kind that there is not', [{ ...foreign, kind: 'NonExistent' }], [], 'InvalidKind'],
    ['two, of which the second is not granted', [own, foreign], [], 'RefNotPermitted'],
    [
      'two, of which the second has no weight, and is not granted',
      [own, { ...foreign, weight: 0 }],
      [],
      'RefNotPermitted',
    ],
  ])('%s', (_, refs, more, reason) => {
    expect(verdict(gateway({ web: fromAll }), route(...refs), ...there, ...more)).toMatchObject({
      accepted: true,
      reason: 'Accepted',
      resolvedRefs: reason === 'BackendUnknown' ? null : reason === 'ResolvedRefs',
      resolvedReason: reason,
    });
  });

  test('a grant of the version that clusters before 1.5 serve counts as well', () => {
    const old = { ...grant('backend/g', [from], [toServices]), apiVersion: `${group}/v1beta1` };

    expect(verdict(gateway({ web: fromAll }), route(foreign), ...there, old).resolvedReason).toBe('ResolvedRefs');
  });

  test.each<[string, object]>([
    ['a filter of a rule mirrors to', { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: foreign } }] }],
    [
      'a filter of a backend mirrors to',
      { backendRefs: [{ ...own, filters: [{ type: 'RequestMirror', requestMirror: { backendRef: foreign } }] }] },
    ],
    ['a filter asks for leave', { filters: [{ type: 'ExternalAuth', externalAuth: { backendRef: foreign } }] }],
  ])('what %s needs a grant as well', (_, rule) => {
    const mirroring = httpRoute('shop/r', { rules: [rule] });
    const granted = grant('backend/g', [from], [toServices]);

    expect(verdict(gateway({ web: fromAll }), mirroring, ...there).resolvedReason).toBe('RefNotPermitted');
    expect(verdict(gateway({ web: fromAll }), mirroring, ...there, granted).resolvedReason).toBe('ResolvedRefs');
  });

  test.each(['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('a %s needs a grant for its own kind', (kind) => {
    const other = object(kind, 'shop/r', { parentRefs: [gw], rules: [{ backendRefs: [foreign] }] });
    const granted = (to: string) => grant('backend/g', [{ ...from, kind: to }], [toServices]);

    expect(verdict(other, ...there, granted('HTTPRoute')).resolvedReason).toBe('RefNotPermitted');
    expect(verdict(other, ...there, granted(kind)).resolvedReason).toBe('ResolvedRefs');
  });

  test('the Gateway needs no grant for the Routes of another namespace, and a grant lets none in', () => {
    const grants = grant('infra/g', [from], [{ group, kind: 'Gateway' }]);

    expect(verdict(gateway({ web: {} }), route(own), ...there, grants).reason).toBe('NotAllowedByListeners');
  });
});

describe('a listener that takes its certificate from', () => {
  const https = (tls: object, fields: object = {}) => ({ web: { port: 443, protocol: 'HTTPS', tls, ...fields } });
  const foreign = { name: 'cert', namespace: 'certs' };
  const from = { group, kind: 'Gateway', namespace: 'infra' };
  const toSecrets = { group: '', kind: 'Secret' };

  test.each<[string, object, Manifest[], string]>([
    ['its own namespace', { name: 'cert' }, [], 'Accepted'],
    [
      'its own namespace, said in full',
      { group: '', kind: 'Secret', name: 'cert', namespace: 'infra' },
      [],
      'Accepted',
    ],
    ['another group', { group: 'wrong.example.com', name: 'cert' }, [], 'InvalidCertificateRef'],
    ['another kind', { kind: 'ConfigMap', name: 'cert' }, [], 'InvalidCertificateRef'],
    ['another namespace', foreign, [], 'RefNotPermitted'],
    ['another namespace that grants it', foreign, [grant('certs/g', [from], [toSecrets])], 'Accepted'],
    [
      'another namespace that grants it by name',
      foreign,
      [grant('certs/g', [from], [{ ...toSecrets, name: 'cert' }])],
      'Accepted',
    ],
    [
      'another namespace that grants another name',
      foreign,
      [grant('certs/g', [from], [{ ...toSecrets, name: 'other' }])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to others',
      foreign,
      [grant('certs/g', [{ ...from, namespace: 'shop' }], [toSecrets])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants it to ListenerSets',
      foreign,
      [grant('certs/g', [{ ...from, kind: 'ListenerSet' }], [toSecrets])],
      'RefNotPermitted',
    ],
    [
      'another namespace that grants Services',
      foreign,
      [grant('certs/g', [from], [{ group: '', kind: 'Service' }])],
      'RefNotPermitted',
    ],
    [
      'another namespace, with the grant in its own',
      foreign,
      [grant('infra/g', [from], [toSecrets])],
      'RefNotPermitted',
    ],
  ])('%s', (_, ref, more, reason) => {
    expect(listener('web', gateway(https({ certificateRefs: [ref] })), ...more)).toMatchObject({
      reason,
      conflicted: false,
    });
  });

  test('anywhere has the Routes that attach to it counted all the same', () => {
    const broken = gateway(https({ certificateRefs: [foreign] }, fromAll));

    expect(listener('web', broken, httpRoute('shop/r'))).toMatchObject({
      reason: 'RefNotPermitted',
      attachedRoutes: 1,
    });
    expect(verdict(broken, httpRoute('shop/r')).reason).toBe('Accepted');
  });

  test('nowhere, since it passes TLS through, needs no grant', () => {
    const tls = { mode: 'Passthrough', certificateRefs: [foreign] };

    expect(listener('web', gateway(https(tls, { protocol: 'TLS' }))).reason).toBe('Accepted');
  });

  test.each<[string, object, string]>([
    [
      'default',
      { default: { validation: { caCertificateRefs: [{ kind: 'ConfigMap', ...foreign }] } } },
      'RefNotPermitted',
    ],
    [
      'port',
      {
        default: {},
        perPort: [{ port: 443, tls: { validation: { caCertificateRefs: [{ kind: 'ConfigMap', ...foreign }] } } }],
      },
      'RefNotPermitted',
    ],
    [
      'another port',
      {
        default: {},
        perPort: [{ port: 8443, tls: { validation: { caCertificateRefs: [{ kind: 'ConfigMap', ...foreign }] } } }],
      },
      'Accepted',
    ],
    [
      'default, with a kind that holds none',
      { default: { validation: { caCertificateRefs: [{ kind: 'Service', name: 'ca' }] } } },
      'InvalidCACertificateKind',
    ],
  ])('its own namespace, and checks those of clients by the %s', (_, frontend, reason) => {
    expect(listener('web', gateway(https({ certificateRefs: [{ name: 'cert' }] }), { tls: { frontend } })).reason).toBe(
      reason,
    );
  });

  test('another namespace needs, in a ListenerSet, a grant for ListenerSets of its own namespace', () => {
    const set = object('ListenerSet', 'shop/more', {
      parentRef: gw,
      listeners: [{ name: 'own', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [foreign] } }],
    });
    const open = gateway({}, { allowedListeners: { namespaces: { from: 'All' } } });
    const toSets = (namespace: string) => grant('certs/g', [{ group, kind: 'ListenerSet', namespace }], [toSecrets]);
    const judged = (...grants: Manifest[]) => routing(open, set, ...grants).routes[0]?.parents[0];

    expect(listener('own', open, set, grant('certs/g', [from], [toSecrets])).reason).toBe('RefNotPermitted');
    expect(listener('own', open, set, toSets('infra')).reason).toBe('RefNotPermitted');
    expect(judged()).toMatchObject({
      reason: 'ListenersNotValid',
      resolvedRefs: false,
      resolvedReason: 'RefNotPermitted',
    });
    expect(listener('own', open, set, toSets('shop')).reason).toBe('Accepted');
    expect(judged(toSets('shop'))).toMatchObject({ accepted: true, reason: 'Accepted', resolvedRefs: true });
  });
});
