import { GrpcRoute, HttpRoute, type HttpRule, type SharedGateway, Tenant, TlsRoute } from 'cdk8s-flux-hub';
import type { Rendering } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { found, renderGateway } from './gateway-cluster';

/** What the tenant `billing` has on a gateway. */
function billing(populate: (billing: Tenant, gateway: SharedGateway) => void): Rendering {
  return renderGateway((gateway, cluster) => populate(new Tenant(cluster, 'billing', {}), gateway));
}

const backends = [{ service: 'web', port: 8080 }];

/** The rules of an HTTPRoute as they are rendered. */
function rendersRules(...rules: HttpRule[]): unknown {
  const rendered = billing((tenant, gateway) => {
    new HttpRoute(tenant, 'web', { parent: gateway.grantHostnames(tenant, 'billing.acme.io'), rules });
  });
  expect(found(rendered)).toEqual([]);
  return (rendered.get('HTTPRoute', 'web', 'billing').spec as { readonly rules: unknown }).rules;
}

test('a route attaches to the listeners of its hostnames, by name', () => {
  const rendered = billing((tenant, gateway) => {
    const grant = gateway.grantHostnames(tenant, 'billing.acme.io', 'pay.acme.io');
    new HttpRoute(tenant, 'web', { parent: grant, hostnames: ['pay.acme.io'], rules: [{ backends }] });
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('HTTPRoute', 'web')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web', namespace: 'billing', labels: { 'toolkit.fluxcd.io/tenant': 'billing' } },
    spec: {
      parentRefs: [{ name: 'gateway', namespace: 'gateway', sectionName: 'pay.acme.io' }],
      hostnames: ['pay.acme.io'],
      rules: [{ backendRefs: [{ name: 'web', port: 8080 }] }],
    },
  });
  expect(rendered.files['tenants/test/billing/base/tenant.yaml']).toContain('kind: HTTPRoute');
});

test('a route that names no hostname has all that were granted', () => {
  const rendered = billing((tenant, gateway) => {
    const more = gateway.addListenerSet('more');
    const grant = more.grantHostnames(tenant, 'billing.acme.io', '*.pay.acme.io');
    new HttpRoute(tenant, 'web', { parent: grant, rules: [{ backends }] });
  });

  expect(rendered.get('HTTPRoute', 'web').spec).toMatchObject({
    parentRefs: [
      { kind: 'ListenerSet', name: 'more', namespace: 'gateway', sectionName: 'any.pay.acme.io' },
      { kind: 'ListenerSet', name: 'more', namespace: 'gateway', sectionName: 'billing.acme.io' },
    ],
    hostnames: ['billing.acme.io', '*.pay.acme.io'],
  });
});

test.each([
  ['a.pay.acme.io', ['any.pay.acme.io']],
  ['x.y.pay.acme.io', ['any.y.pay.acme.io']],
  ['z.pay.acme.io', ['z.pay.acme.io']],
  ['*.pay.acme.io', ['any.pay.acme.io', 'any.y.pay.acme.io', 'z.pay.acme.io']],
  ['*.w.pay.acme.io', ['any.pay.acme.io']],
])('of nested grants, %s attaches to %j', (hostname, sections) => {
  const rendered = billing((tenant, gateway) => {
    const granted: string[] = ['*.pay.acme.io', '*.y.pay.acme.io', 'z.pay.acme.io'];
    const parent = gateway.grantHostnames(tenant, ...granted);
    new HttpRoute(tenant, 'web', { parent, hostnames: [hostname], rules: [{ backends }] });
  });
  const { parentRefs } = rendered.get('HTTPRoute', 'web').spec as {
    readonly parentRefs: readonly { readonly sectionName: string }[];
  };

  expect(parentRefs.map(({ sectionName }) => sectionName).sort()).toEqual(sections);
});

test('requests are matched by path, method, headers and query', () => {
  expect(
    rendersRules({
      matches: [
        { path: '/v2', method: 'GET', headers: { 'x-beta': 'yes' }, query: { q: { regex: '^a' } } },
        { path: { exact: '/health' } },
        { path: { regex: '/[0-9]+' } },
      ],
      backends: [
        { service: 'web', port: 8080, weight: 9 },
        { service: 'next', port: 8080, weight: 1 },
      ],
      timeouts: { request: '10s', backendRequest: '2s' },
    }),
  ).toEqual([
    {
      matches: [
        {
          path: { type: 'PathPrefix', value: '/v2' },
          method: 'GET',
          headers: [{ name: 'x-beta', value: 'yes' }],
          queryParams: [{ type: 'RegularExpression', name: 'q', value: '^a' }],
        },
        { path: { type: 'Exact', value: '/health' } },
        { path: { type: 'RegularExpression', value: '/[0-9]+' } },
      ],
      backendRefs: [
        { name: 'web', port: 8080, weight: 9 },
        { name: 'next', port: 8080, weight: 1 },
      ],
      timeouts: { request: '10s', backendRequest: '2s' },
    },
  ]);
});

test('requests are changed, copied and rewritten on their way', () => {
  expect(
    rendersRules({
      matches: [{ path: '/api' }],
      requestHeaders: { set: { 'x-from': 'gateway' }, add: { via: 'acme' }, remove: ['x-debug'] },
      responseHeaders: { remove: ['server'] },
      mirrors: [{ service: 'shadow', port: 8080, percent: 5 }],
      rewrite: { hostname: 'web.local', path: { prefix: '/' } },
      backends,
    }),
  ).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
      filters: [
        {
          type: 'RequestHeaderModifier',
          requestHeaderModifier: {
            set: [{ name: 'x-from', value: 'gateway' }],
            add: [{ name: 'via', value: 'acme' }],
            remove: ['x-debug'],
          },
        },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } },
        { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 8080 }, percent: 5 } },
        {
          type: 'URLRewrite',
          urlRewrite: { hostname: 'web.local', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
        },
      ],
      backendRefs: [{ name: 'web', port: 8080 }],
    },
  ]);
});

test('clients are redirected by a rule, or by a route that does nothing else', () => {
  const rendered = billing((tenant, gateway) => {
    new HttpRoute(tenant, 'old', {
      parent: gateway.grantHostnames(tenant, 'old.acme.io'),
      redirect: { hostname: 'billing.acme.io', statusCode: 301 },
    });
  });

  expect(rendered.get('HTTPRoute', 'old').spec).toMatchObject({
    rules: [
      {
        filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'billing.acme.io', statusCode: 301 } }],
      },
    ],
  });
  expect(rendersRules({ matches: [{ path: '/old' }], redirect: { path: { full: '/new' } } })).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        { type: 'RequestRedirect', requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } } },
      ],
    },
  ]);
});

test('a prefix is only replaced where one is matched', () => {
  const rendered = billing((tenant, gateway) => {
    new HttpRoute(tenant, 'web', {
      parent: gateway.grantHostnames(tenant, 'billing.acme.io'),
      rules: [
        { backends, rewrite: { path: { prefix: '/all' } } },
        { backends, rewrite: { path: { prefix: '/v1' } }, matches: [{ path: '/a' }, { path: '/b' }] },
        { redirect: { path: { prefix: '/v1' } }, matches: [{ path: { exact: '/a' } }] },
      ],
    });
  });

  expect(found(rendered)).toEqual([
    'gateway/prefix-without-match: HTTPRoute billing/web puts /v1 in the place of a prefix, and does not match by exactly one (spec.rules[1]).',
    'gateway/prefix-without-match: HTTPRoute billing/web puts /v1 in the place of a prefix, and does not match by exactly one (spec.rules[2]).',
  ]);
});

test('gRPC calls are matched by service and method', () => {
  const rendered = billing((tenant, gateway) => {
    new GrpcRoute(tenant, 'api', {
      parent: gateway.grantHostnames(tenant, 'grpc.acme.io'),
      rules: [
        {
          matches: [{ service: 'acme.billing.v1.Invoices', method: 'Create', headers: { 'x-beta': 'yes' } }, {}],
          requestHeaders: { set: { 'x-from': 'gateway' } },
          backends: [{ service: 'api', port: 9000 }],
        },
      ],
    });
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('GRPCRoute', 'api').spec).toEqual({
    parentRefs: [{ name: 'gateway', namespace: 'gateway', sectionName: 'grpc.acme.io' }],
    hostnames: ['grpc.acme.io'],
    rules: [
      {
        matches: [
          {
            method: { service: 'acme.billing.v1.Invoices', method: 'Create' },
            headers: [{ name: 'x-beta', value: 'yes' }],
          },
          {},
        ],
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-from', value: 'gateway' }] } },
        ],
        backendRefs: [{ name: 'api', port: 9000 }],
      },
    ],
  });
});

test('TLS is passed through to Services', () => {
  const rendered = billing((tenant, gateway) => {
    const parent = gateway.grantPassthroughHostnames(tenant, 'db.acme.io');
    new TlsRoute(tenant, 'db', { parent, backends: [{ service: 'db', port: 5432 }] });
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('TLSRoute', 'db').spec).toEqual({
    parentRefs: [{ name: 'gateway', namespace: 'gateway', sectionName: 'db.acme.io' }],
    hostnames: ['db.acme.io'],
    rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }],
  });
});

test('a route of the platform names the gateway beside it', () => {
  const rendered = billing((_, gateway) => {
    const parent = gateway.grantHostnames(gateway, 'status.acme.io');
    new HttpRoute(gateway, 'status', { parent, rules: [{ backends }], labels: { app: 'status' } });
  });

  expect(rendered.get('HTTPRoute', 'status', 'gateway')).toMatchObject({
    metadata: { labels: { app: 'status' } },
    spec: { parentRefs: [{ name: 'gateway', sectionName: 'status.acme.io' }] },
  });
});

test('a hostname that was not granted is an error where the compiler cannot know', () => {
  const rendered = billing((tenant, gateway) => {
    const granted: string = 'billing.acme.io';
    const parent = gateway.grantHostnames(tenant, granted);
    new HttpRoute(tenant, 'web', { parent, hostnames: ['shop.acme.io'], rules: [{ backends }] });
  });

  expect(rendered.findings).toMatchObject([
    {
      rule: 'gateway/hostname-not-granted',
      severity: 'error',
      message: 'HTTPRoute billing/web asks for shop.acme.io, and its grant is for billing.acme.io.',
      fix: "Grant it: gateway.grantHostnames(billing, 'shop.acme.io'), or leave it away.",
      file: 'test/gateway/routes.test.ts',
      construct: 'test/billing/web',
    },
  ]);
});

test('the grant of another tenant is of no use', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const [tenant, search] = [new Tenant(cluster, 'billing', {}), new Tenant(cluster, 'search', {})];
    new HttpRoute(search, 'web', { parent: gateway.grantHostnames(tenant, 'billing.acme.io'), rules: [{ backends }] });
  });

  expect(found(rendered)).toEqual([
    'gateway/hostname-not-granted: HTTPRoute search/web has the hostname billing.acme.io, and its tenant was granted none.',
    'gateway/route-refused: HTTPRoute search/web is not admitted by Gateway gateway/gateway: its listener billing.acme.io does not take a HTTPRoute of namespace search.',
  ]);
});

test('the schema of the cluster’s Gateway API is held', () => {
  const rendered = billing((tenant, gateway) => {
    new HttpRoute(tenant, 'web', {
      parent: gateway.grantHostnames(tenant, 'billing.acme.io'),
      rules: [{ backends: [{ service: 'web', port: 80800 }] }],
    });
  });

  expect(rendered.findings).toMatchObject([{ rule: 'manifest/schema-violation', file: 'test/gateway/routes.test.ts' }]);
});
