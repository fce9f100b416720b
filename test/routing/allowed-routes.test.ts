import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { gateway, gw, httpRoute, listener, namespace, object, verdict } from './objects';

const team = namespace('shop', { team: 'a', tier: 'web' });

describe('from namespaces', () => {
  const selector = (value: unknown) => ({ from: 'Selector', selector: value });
  const expressions = (...matchExpressions: object[]) => selector({ matchExpressions });

  test.each<[string, object | undefined, boolean]>([
    ['nothing said is the own one only', undefined, false],
    ['an empty map is the own one only', {}, false],
    ['Same is the own one only', { from: 'Same' }, false],
    ['All is every one', { from: 'All' }, true],
    ['None is none', { from: 'None' }, false],
    ['a word that the API does not know is none', { from: 'Any' }, false],
    ['a selector counts only with from: Selector', { selector: { matchLabels: { team: 'a' } } }, false],
    ['a selector beside All says nothing', { from: 'All', selector: { matchLabels: { team: 'b' } } }, true],
    ['matchLabels that hold', selector({ matchLabels: { team: 'a' } }), true],
    ['matchLabels that all hold', selector({ matchLabels: { team: 'a', tier: 'web' } }), true],
    ['matchLabels of which one does not hold', selector({ matchLabels: { team: 'a', tier: 'db' } }), false],
    ['matchLabels of a label that it lacks', selector({ matchLabels: { stage: 'prod' } }), false],
    [
      'the name that Kubernetes puts on every Namespace',
      selector({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }),
      true,
    ],
    ['In, with the value among them', expressions({ key: 'team', operator: 'In', values: ['b', 'a'] }), true],
    [
      'In, by the name of the Namespace',
      expressions({ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'till'] }),
      true,
    ],
    ['In, with the value not among them', expressions({ key: 'team', operator: 'In', values: ['b'] }), false],
    ['NotIn, with the value not among them', expressions({ key: 'team', operator: 'NotIn', values: ['b'] }), true],
    ['NotIn, with the value among them', expressions({ key: 'team', operator: 'NotIn', values: ['a'] }), false],
    ['NotIn, of a label that it lacks', expressions({ key: 'stage', operator: 'NotIn', values: ['prod'] }), true],
    ['Exists, of a label that it has', expressions({ key: 'team', operator: 'Exists' }), true],
    ['Exists, of a label that it lacks', expressions({ key: 'stage', operator: 'Exists' }), false],
    ['DoesNotExist, of a label that it lacks', expressions({ key: 'stage', operator: 'DoesNotExist' }), true],
    ['DoesNotExist, of a label that it has', expressions({ key: 'team', operator: 'DoesNotExist' }), false],
    [
      'labels and expressions of which one does not hold',
      selector({ matchLabels: { team: 'a' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['db'] }] }),
      false,
    ],
    ['an empty selector is every Namespace', selector({}), true],
    ['no selector where one must be is none', { from: 'Selector' }, false],
    [
      'an operator that Kubernetes does not know is none',
      expressions({ key: 'team', operator: 'Equals', values: ['a'] }),
      false,
    ],
    ['In without values is none', expressions({ key: 'team', operator: 'In', values: [] }), false],
    ['Exists with values is none', expressions({ key: 'team', operator: 'Exists', values: ['a'] }), false],
  ])('%s', (_, namespaces, isAllowed) => {
    const listeners = { web: { allowedRoutes: { ...(namespaces && { namespaces }) } } };
    const { accepted, reason } = verdict(gateway(listeners), team, httpRoute('shop/r'));

    expect({ accepted, reason }).toEqual(
      isAllowed ? { accepted: true, reason: 'Accepted' } : { accepted: false, reason: 'NotAllowedByListeners' },
    );
  });

  test('Same lets in the namespace of the Gateway', () => {
    expect(
      verdict(gateway({ web: { allowedRoutes: { namespaces: { from: 'Same' } } } }), httpRoute('infra/r')).accepted,
    ).toBe(true);
    expect(verdict(gateway({ web: {} }), httpRoute('infra/r')).accepted).toBe(true);
  });

  test('a selector is asked of the namespace of the Gateway too', () => {
    const listeners = { web: { allowedRoutes: { namespaces: selector({ matchLabels: { team: 'a' } }) } } };

    expect(verdict(gateway(listeners), httpRoute('infra/r')).reason).toBe('NotAllowedByListeners');
  });

  test('a Namespace that is not among the manifests has its name and nothing else', () => {
    const byName = {
      web: { allowedRoutes: { namespaces: selector({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }) } },
    };
    const byTeam = { web: { allowedRoutes: { namespaces: selector({ matchLabels: { team: 'a' } }) } } };

    expect(verdict(gateway(byName), httpRoute('shop/r')).accepted).toBe(true);
    expect(verdict(gateway(byTeam), httpRoute('shop/r')).accepted).toBe(false);
  });

  test('a Namespace cannot say another name of itself than it has', () => {
    const listeners = {
      web: { allowedRoutes: { namespaces: selector({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }) } },
    };

    expect(
      verdict(gateway(listeners), namespace('thief', { 'kubernetes.io/metadata.name': 'shop' }), httpRoute('thief/r'))
        .accepted,
    ).toBe(false);
  });

  test('it is the Namespace of the Route that is asked, not the Route', () => {
    const listeners = { web: { allowedRoutes: { namespaces: selector({ matchLabels: { team: 'a' } }) } } };

    expect(verdict(gateway(listeners), httpRoute('other/r', {}, { labels: { team: 'a' } })).accepted).toBe(false);
  });
});

describe('by kind', () => {
  const route = (kind: string): Manifest => object(kind, 'infra/r', { parentRefs: [gw] });
  const kinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
  const taken = (fields: object) =>
    kinds.filter((kind) => verdict(gateway({ one: { port: 443, ...fields } }), route(kind)).accepted);

  test.each<[string, object, string[]]>([
    ['HTTP', { protocol: 'HTTP' }, ['HTTPRoute', 'GRPCRoute']],
    ['HTTPS', { protocol: 'HTTPS' }, ['HTTPRoute', 'GRPCRoute']],
    ['TLS that is passed through', { protocol: 'TLS', tls: { mode: 'Passthrough' } }, ['TLSRoute']],
    ['TLS that ends at the Gateway', { protocol: 'TLS', tls: { mode: 'Terminate' } }, ['TLSRoute']],
    ['TCP', { protocol: 'TCP' }, ['TCPRoute']],
    ['UDP', { protocol: 'UDP' }, ['UDPRoute']],
    ['a protocol of one implementation', { protocol: 'example.com/quic' }, []],
    ['http in lower case', { protocol: 'http' }, []],
    ['no protocol', { protocol: undefined }, []],
  ])('%s takes what it can carry', (_, fields, expected) => {
    expect(taken(fields)).toEqual(expected);
  });

  test.each<[string, object[], string[], string]>([
    ['no kinds are those of the protocol', [], ['HTTPRoute', 'GRPCRoute'], 'Accepted'],
    ['one kind is the only one', [{ kind: 'GRPCRoute' }], ['GRPCRoute'], 'Accepted'],
    [
      'a kind of the API that is named is the same',
      [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      ['HTTPRoute'],
      'Accepted',
    ],
    ['of a kind that there is not nothing comes', [{ kind: 'InvalidRoute' }], [], 'InvalidRouteKinds'],
    [
      'beside a kind that there is not the others come',
      [{ kind: 'InvalidRoute' }, { kind: 'HTTPRoute' }],
      ['HTTPRoute'],
      'InvalidRouteKinds',
    ],
    ['a kind that the protocol cannot carry does not come', [{ kind: 'TCPRoute' }], [], 'InvalidRouteKinds'],
    ['a kind of another API does not come', [{ group: 'example.com', kind: 'HTTPRoute' }], [], 'InvalidRouteKinds'],
    ['a kind that is no text does not come', [{ kind: 7 }], [], 'InvalidRouteKinds'],
  ])('%s', (_, allowed, expected, reason) => {
    const fields = { allowedRoutes: { kinds: allowed } };

    expect(taken(fields)).toEqual(expected);
    expect(listener('one', gateway({ one: fields })).reason).toBe(reason);
  });

  test('a TCPRoute that a TLS listener asks for does not come, and the TLSRoute does', () => {
    const fields = {
      protocol: 'TLS',
      tls: { mode: 'Passthrough' },
      allowedRoutes: { kinds: [{ kind: 'TCPRoute' }, { kind: 'TLSRoute' }] },
    };

    expect(taken(fields)).toEqual(['TLSRoute']);
    expect(listener('one', gateway({ one: fields })).reason).toBe('InvalidRouteKinds');
  });

  test('the kind and the namespace must be let in by one and the same listener', () => {
    const listeners = {
      grpc: { hostname: 'a.io', allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }], namespaces: { from: 'All' } } },
      own: { hostname: 'b.io', allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } },
    };

    expect(verdict(gateway(listeners), httpRoute('shop/r')).reason).toBe('NotAllowedByListeners');
  });

  test('a refused Route has its backends looked up all the same', () => {
    const refused = httpRoute('shop/r', { rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }] });

    expect(verdict(gateway({ web: {} }), refused)).toMatchObject({
      reason: 'NotAllowedByListeners',
      resolvedRefs: false,
      resolvedReason: 'BackendNotFound',
    });
    expect(verdict(gateway({ web: {} }), httpRoute('shop/r'))).toMatchObject({ accepted: false, resolvedRefs: true });
  });
});
