import {
  GrpcRoute,
  type HostnameGrant,
  HttpRoute,
  type HttpRule,
  type RouteHostname,
  Tenant,
  TlsRoute,
} from 'cdk8s-flux-hub';
import { expect, expectTypeOf, test } from 'vitest';
import { found, renderGateway } from './gateway-cluster';

const backends = [{ service: 'web', port: 8080 }];
const rules = [{ backends }];

test('the compiler knows which hostnames a grant covers', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const exact = gateway.grantHostnames(tenant, 'billing.acme.io');
    const wildcard = gateway.grantHostnames(tenant, '*.pay.acme.io');
    const both = gateway.grantHostnames(tenant, 'rpc.acme.io', '*.rpc.acme.io');

    expectTypeOf(exact).toEqualTypeOf<HostnameGrant<'billing.acme.io'>>();
    expectTypeOf(both).toEqualTypeOf<HostnameGrant<'rpc.acme.io' | '*.rpc.acme.io'>>();

    new HttpRoute(tenant, 'a', { parent: exact, hostnames: ['billing.acme.io'], rules });
    new HttpRoute(tenant, 'b', { parent: wildcard, hostnames: ['a.pay.acme.io', '*.pay.acme.io'], rules });
    new GrpcRoute(tenant, 'c', { parent: both, hostnames: ['rpc.acme.io', 'x.y.rpc.acme.io'], rules });

    // @ts-expect-error: not the hostname that was granted
    new HttpRoute(tenant, 'd', { parent: exact, hostnames: ['shop.acme.io'], rules });
    // @ts-expect-error: not below the wildcard
    new HttpRoute(tenant, 'e', { parent: wildcard, hostnames: ['pay.acme.io'], rules });
    // @ts-expect-error: covered by neither
    new GrpcRoute(tenant, 'f', { parent: both, hostnames: ['a.pay.acme.io'], rules });
    // @ts-expect-error: one of two is not covered
    new HttpRoute(tenant, 'g', { parent: exact, hostnames: ['billing.acme.io', 'shop.acme.io'], rules });
  });

  const refused = found(rendered).filter((finding) => finding.startsWith('gateway/hostname-not-granted'));
  expect(refused.map((finding) => finding.split(' ').slice(0, 5).join(' '))).toEqual([
    'gateway/hostname-not-granted: HTTPRoute billing/d asks for',
    'gateway/hostname-not-granted: HTTPRoute billing/e asks for',
    'gateway/hostname-not-granted: GRPCRoute billing/f asks for',
    'gateway/hostname-not-granted: HTTPRoute billing/g asks for',
  ]);
});

test('the compiler knows as much as is literal of a hostname', () => {
  renderGateway((gateway, cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const domain: string = 'acme.io';
    const parent = gateway.grantHostnames(tenant, `billing.${domain}`);

    new HttpRoute(tenant, 'a', { parent, hostnames: [`billing.${domain}`], rules });
    // @ts-expect-error: begins otherwise
    new HttpRoute(tenant, 'b', { parent, hostnames: [`shop.${domain}`], rules });
  });

  expectTypeOf<RouteHostname<string>>().toEqualTypeOf<string>();
});

test('routes take grants, of what they can read', () => {
  renderGateway((gateway, cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    const decrypted = gateway.grantHostnames(tenant, 'billing.acme.io');
    const passed = gateway.grantPassthroughHostnames(tenant, 'db.acme.io');

    new TlsRoute(tenant, 'db', { parent: passed, hostnames: ['db.acme.io'], backends });
    // @ts-expect-error: what is passed through is not HTTP to the gateway
    new HttpRoute(tenant, 'web', { parent: passed, rules });
    // @ts-expect-error: TLS has ended at the gateway
    new TlsRoute(tenant, 'tls', { parent: decrypted, backends });
    // @ts-expect-error: not the hostname that was granted
    new TlsRoute(tenant, 'other', { parent: passed, hostnames: ['billing.acme.io'], backends });
    // @ts-expect-error: a gateway is no grant
    expect(() => new HttpRoute(tenant, 'all', { parent: gateway, rules })).toThrow(TypeError);
  });
});

test('a rule hands on, or redirects', () => {
  const forward: HttpRule = { backends, rewrite: { path: { prefix: '/' } }, timeouts: { request: '5s' } };
  const redirect: HttpRule = { redirect: { scheme: 'https' } };
  // @ts-expect-error: not both
  const both: HttpRule = { backends, redirect: { scheme: 'https' } };
  // @ts-expect-error: nothing is rewritten for those who are sent elsewhere
  const rewritten: HttpRule = { redirect: { scheme: 'https' }, rewrite: { hostname: 'web.local' } };
  // @ts-expect-error: a path begins with a slash
  const relative: HttpRule = { matches: [{ path: 'v2' }], backends };

  expect([forward, redirect, both, rewritten, relative]).toHaveLength(5);
});
