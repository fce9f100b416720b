import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { fromAll, gateway, httpRoute, listener, object, routing } from './objects';

/** Why each listener is conflicted; `-` where it is not. */
function conflicts(...manifests: readonly Manifest[]) {
  return Object.fromEntries(
    routing(...manifests).listeners.map(({ name, conflicted, reason }) => [name, conflicted ? reason : '-']),
  );
}

const [hostname, protocol, none] = ['HostnameConflict', 'ProtocolConflict', '-'];

describe('on one Gateway', () => {
  test.each<[string, object, object, string]>([
    ['two of one port and hostname conflict', { hostname: 'a.io' }, { hostname: 'a.io' }, hostname],
    ['two of one port without hostnames conflict', {}, {}, hostname],
    ['an empty hostname is none', { hostname: '' }, {}, hostname],
    ['a hostname and none do not conflict', { hostname: 'a.io' }, {}, none],
    ['two hostnames do not conflict', { hostname: 'a.io' }, { hostname: 'b.io' }, none],
    ['a wildcard and what it covers do not conflict', { hostname: '*.a.io' }, { hostname: 'x.a.io' }, none],
    ['one hostname on two ports does not conflict', { port: 80 }, { port: 81 }, none],
    [
      'two of HTTPS and one hostname conflict',
      { protocol: 'HTTPS', hostname: 'a.io' },
      { protocol: 'HTTPS', hostname: 'a.io' },
      hostname,
    ],
    [
      'what TLS they have does not tell them apart',
      { protocol: 'TLS', tls: { mode: 'Passthrough' } },
      { protocol: 'TLS', tls: { mode: 'Terminate' } },
      hostname,
    ],
    [
      'which Routes they take does not tell them apart',
      { allowedRoutes: { namespaces: { from: 'All' } } },
      {},
      hostname,
    ],
    [
      'TLS of two hostnames does not conflict',
      { protocol: 'TLS', hostname: 'a.io' },
      { protocol: 'TLS', hostname: 'b.io' },
      none,
    ],
    ['HTTP and HTTPS on one port conflict', { hostname: 'a.io' }, { protocol: 'HTTPS', hostname: 'b.io' }, protocol],
    ['HTTP and TLS on one port conflict', { hostname: 'a.io' }, { protocol: 'TLS', hostname: 'b.io' }, protocol],
    ['HTTPS and TLS of one hostname conflict', { protocol: 'HTTPS' }, { protocol: 'TLS' }, protocol],
    [
      'HTTPS and TLS of two hostnames share a port',
      { protocol: 'HTTPS', hostname: '*.a.io' },
      { protocol: 'TLS', hostname: 'x.a.io' },
      none,
    ],
    ['TCP and HTTP on one port conflict', { protocol: 'TCP' }, { hostname: 'a.io' }, protocol],
    ['TCP and HTTPS on one port conflict', { protocol: 'TCP' }, { protocol: 'HTTPS', hostname: 'a.io' }, protocol],
    ['TCP and TLS on one port conflict', { protocol: 'TCP' }, { protocol: 'TLS', hostname: 'a.io' }, protocol],
    ['two of TCP on one port conflict', { protocol: 'TCP' }, { protocol: 'TCP' }, protocol],
    [
      'hostnames do not tell TCP apart',
      { protocol: 'TCP', hostname: 'a.io' },
      { protocol: 'TCP', hostname: 'b.io' },
      protocol,
    ],
    ['two of UDP on one port conflict', { protocol: 'UDP' }, { protocol: 'UDP' }, protocol],
    ['TCP on two ports does not conflict', { protocol: 'TCP', port: 1 }, { protocol: 'TCP', port: 2 }, none],
    ['UDP and TCP share a port', { protocol: 'UDP' }, { protocol: 'TCP' }, none],
    ['UDP and HTTPS share a port', { protocol: 'UDP' }, { protocol: 'HTTPS' }, none],
  ])('%s', (_, one, two, reason) => {
    expect(conflicts(gateway({ one: { ...one }, two: { ...two } }))).toEqual({ one: reason, two: reason });
  });

  test('none of three that are the same wins, and others are not touched', () => {
    const same = { hostname: 'a.io' };

    expect(conflicts(gateway({ one: same, two: same, three: same, other: { hostname: 'b.io' } }))).toEqual({
      one: hostname,
      two: hostname,
      three: hostname,
      other: none,
    });
  });

  test('TCP takes all of its port with it, and nothing of another', () => {
    const listeners = { tcp: { protocol: 'TCP' }, a: { hostname: 'a.io' }, b: { hostname: 'b.io' }, alt: { port: 81 } };

    expect(conflicts(gateway(listeners))).toEqual({ tcp: protocol, a: protocol, b: protocol, alt: none });
  });

  test('a protocol that the API does not know conflicts with nothing, and serves nothing', () => {
    const listeners = { odd: { protocol: 'example.com/quic' }, web: {} };

    expect(conflicts(gateway(listeners))).toEqual({ odd: none, web: none });
    expect(listener('odd', gateway(listeners)).reason).toBe('UnsupportedProtocol');
  });

  test.each([
    [{ port: 0 }],
    [{ port: '80' }],
    [{ port: undefined }],
    [{ hostname: '10.0.0.1' }],
    [{ hostname: 'A.io' }],
  ])('what no API server takes is invalid: %j', (fields) => {
    expect(listener('web', gateway({ web: fields }))).toMatchObject({ reason: 'Invalid', conflicted: false });
  });

  test('a conflicted listener has the Routes that attach to it counted all the same', () => {
    const listeners = { one: fromAll, two: fromAll };

    expect(listener('one', gateway(listeners), httpRoute('shop/r'))).toMatchObject({
      conflicted: true,
      attachedRoutes: 1,
    });
  });
});

test('two Gateways share whatever they want', () => {
  const other = object('Gateway', 'infra/other', { listeners: [{ name: 'two', port: 80, protocol: 'HTTP' }] });

  expect(conflicts(gateway({ one: {} }), other)).toEqual({ one: none, two: none });
});

describe('hostnames of TLS that overlap', () => {
  test.each<[string, object, object, string]>([
    ['an exact one and its wildcard', { hostname: 'foo.x.io' }, { hostname: '*.x.io' }, 'OverlappingHostnames'],
    ['a deep one and a wildcard', { hostname: 'a.b.x.io' }, { hostname: '*.x.io' }, 'OverlappingHostnames'],
    [
      'two wildcards of which one covers the other',
      { hostname: '*.a.x.io' },
      { hostname: '*.x.io' },
      'OverlappingHostnames',
    ],
    ['one and none', { hostname: 'foo.x.io' }, {}, 'OverlappingHostnames'],
    ['HTTPS and TLS', { hostname: 'foo.x.io' }, { hostname: '*.x.io', protocol: 'TLS' }, 'OverlappingHostnames'],
    ['two exact ones', { hostname: 'foo.x.io' }, { hostname: 'bar.x.io' }, 'Accepted'],
    ['a wildcard and the domain below it', { hostname: '*.x.io' }, { hostname: 'x.io' }, 'Accepted'],
    ['two wildcards side by side', { hostname: '*.a.x.io' }, { hostname: '*.b.x.io' }, 'Accepted'],
    ['two ports', { hostname: 'foo.x.io' }, { hostname: '*.x.io', port: 8443 }, 'Accepted'],
  ])('%s', (_, one, two, reason) => {
    const https = { port: 443, protocol: 'HTTPS' };

    expect(routing(gateway({ one: { ...https, ...one }, two: { ...https, ...two } })).listeners).toMatchObject([
      { reason, conflicted: false },
      { reason, conflicted: false },
    ]);
  });

  test('with a conflicted listener only do not count: it serves nothing', () => {
    const https = { port: 443, protocol: 'HTTPS' };
    const same = { ...https, hostname: 'foo.x.io' };

    expect(listener('all', gateway({ one: same, two: same, all: { ...https, hostname: '*.x.io' } })).reason).toBe(
      'Accepted',
    );
  });

  test('without TLS nobody minds', () => {
    expect(listener('one', gateway({ one: { hostname: 'foo.x.io' }, two: { hostname: '*.x.io' } })).reason).toBe(
      'Accepted',
    );
  });
});
