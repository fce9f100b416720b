import { stripVTControlCharacters } from 'node:util';
import { type Cluster, HttpRoute, PlatformService, SharedGateway, Tenant } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { formatFindings } from '../../lib/report/format-findings';
import { clusterWith } from '../support/plain-cluster';
import { found, gatewayProps, renderGateway } from './gateway-cluster';
import { granting } from './granting';

function printed({ findings }: Rendering): string {
  return stripVTControlCharacters(formatFindings(findings));
}

describe('two tenants on one hostname', () => {
  test('are both named, with the lines of both grants', () => {
    expect(printed(granting({ billing: ['shop.acme.io'], search: ['shop.acme.io'] }))).toBe(`\
✖ gateway/hostname-taken  test
  Hostname shop.acme.io, granted to tenant search at test/gateway/granting.ts:11, was granted to tenant billing at test/gateway/granting.ts:10.
    at  test/gateway/granting.ts:11   test/search
  Fix: Grant search another hostname.

1 error`);
  });

  test('are refused where the second lies below a wildcard, which can be delegated', () => {
    expect(printed(granting({ billing: ['*.acme.io'], search: ['shop.acme.io'] }))).toBe(`\
✖ gateway/hostname-taken  test
  Hostname shop.acme.io, granted to tenant search at test/gateway/granting.ts:11, lies below *.acme.io, granted to tenant billing at test/gateway/granting.ts:10.
    at  test/gateway/granting.ts:11   test/search
  Fix: Grant search another hostname, or delegate shop.acme.io: gateway.delegate('shop.acme.io', { to: search }).

1 error`);
  });

  test('are refused where the second is a wildcard that covers the first', () => {
    expect(printed(granting({ billing: ['shop.acme.io'], search: ['*.acme.io'] }))).toBe(`\
✖ gateway/hostname-taken  test
  Hostname *.acme.io, granted to tenant search at test/gateway/granting.ts:11, covers shop.acme.io, granted to tenant billing at test/gateway/granting.ts:10.
    at  test/gateway/granting.ts:11   test/search
  Fix: Grant search another hostname, or delegate shop.acme.io: gateway.delegate('shop.acme.io', { to: billing }).

1 error`);
  });

  test.each([
    [['*.acme.io'], ['*.shop.acme.io'], 1],
    [['*.acme.io'], ['a.b.c.acme.io'], 1],
    [['*.acme.io'], ['acme.io'], 0],
    [['*.acme.io'], ['shopacme.io'], 0],
    [['a.acme.io', 'b.acme.io'], ['*.acme.io'], 2],
    [['a.acme.io'], ['b.acme.io'], 0],
  ])('with %j and %j meet %d times', (billing, search, times) => {
    expect(granting({ billing, search }).findings.map(({ rule }) => rule)).toEqual(
      Array(times).fill('gateway/hostname-taken'),
    );
  });

  test('are refused on a ListenerSet of the gateway as well', () => {
    const rendered = renderGateway((gateway, cluster) => {
      gateway.grantHostnames(new Tenant(cluster, 'billing', {}), 'shop.acme.io');
      gateway.addListenerSet('more').grantHostnames(new Tenant(cluster, 'search', {}), 'shop.acme.io');
    });

    expect(rendered.findings.map(({ rule }) => rule)).toEqual(['gateway/hostname-taken']);
  });

  test('are refused on two gateways of a cluster too, where one tenant may have it on both', () => {
    const onBoth = (second: string) =>
      renderGateway((gateway, cluster) => {
        const inside = new SharedGateway(cluster, 'inside', gatewayProps);
        const billing = new Tenant(cluster, 'billing', {});
        const search = new Tenant(cluster, 'search', {});
        gateway.grantHostnames(billing, 'shop.acme.io');
        inside.grantHostnames(second === 'billing' ? billing : search, 'shop.acme.io');
      }).findings.map(({ rule }) => rule);

    expect(onBoth('search')).toEqual(['gateway/hostname-taken']);
    expect(onBoth('billing')).toEqual([]);
  });
});

test('one tenant may have a wildcard and what lies below it, and a hostname twice', () => {
  expect(granting({ billing: ['*.acme.io', 'shop.acme.io', 'shop.acme.io'], search: [] }).findings).toEqual([]);
});

describe('a delegated hostname', () => {
  const delegating = (order: readonly ('grant' | 'delegate')[], hostname = 'shop.acme.io') =>
    renderGateway((gateway, cluster) => {
      const [billing, search] = [new Tenant(cluster, 'billing', {}), new Tenant(cluster, 'search', {})];
      const steps = {
        grant: () => gateway.grantHostnames(billing, '*.acme.io'),
        delegate: () => gateway.delegate(hostname, { to: search }),
      };
      for (const step of order) steps[step]();
    });

  test.each([
    [['grant', 'delegate']],
    [['delegate', 'grant']],
  ] as const)('is the other’s, and stands in the namespaces of both: %j', (order) => {
    const rendered = delegating(order);

    expect(found(rendered)).toEqual([]);
    expect(rendered.get('Namespace', 'billing').metadata.annotations).toMatchObject({
      'cdk8s-flux-hub/hostnames': '*.acme.io',
      'cdk8s-flux-hub/delegated-hostnames': 'shop.acme.io',
    });
    expect(rendered.get('Namespace', 'search').metadata.annotations).toMatchObject({
      'cdk8s-flux-hub/hostnames': 'shop.acme.io',
    });
  });

  test('is an error where nobody has a wildcard above it', () => {
    expect(found(delegating(['grant', 'delegate'], 'shop.acme.org'))).toEqual([
      'gateway/nothing-to-delegate: Hostname shop.acme.org, delegated to tenant search, lies below no wildcard of another.',
    ]);
  });

  test('belongs to one tenant', () => {
    const rendered = renderGateway((gateway, cluster) => {
      gateway.grantHostnames(new Tenant(cluster, 'billing', {}), '*.acme.io');
      gateway.delegate('shop.acme.io', { to: new Tenant(cluster, 'search', {}) });
      gateway.delegate('shop.acme.io', { to: new Tenant(cluster, 'orders', {}), global: true });
    });

    expect(rendered.findings.map(({ rule }) => rule)).toEqual(['gateway/hostname-taken']);
    expect(rendered.get('Namespace', 'orders').metadata.annotations).toMatchObject({
      'cdk8s-flux-hub/global-hostnames': 'shop.acme.io',
    });
  });

  test('can be delegated in part', () => {
    const rendered = renderGateway((gateway, cluster) => {
      gateway.grantHostnames(new Tenant(cluster, 'billing', {}), '*.acme.io');
      gateway.delegate('*.shop.acme.io', { to: new Tenant(cluster, 'search', {}) });
      gateway.delegate('a.shop.acme.io', { to: new Tenant(cluster, 'orders', {}) });
    });

    expect(found(rendered)).toEqual([]);
  });
});

test.each([
  ['Shop.acme.io'],
  ['10.0.0.1'],
  ['shop.*.io'],
  ['*'],
  ['shop.acme.io:8443'],
  ['https://shop.acme.io'],
  ['shop.acme.io/path'],
  ['-shop.acme.io'],
  ['shop..io'],
  [''],
])('%j is no hostname, which is said at the line that grants it', (hostname) => {
  const { findings } = granting({ billing: [hostname], search: [] });

  expect(findings).toMatchObject([
    { rule: 'gateway/hostname-syntax', severity: 'error', file: 'test/gateway/granting.ts', line: 10 },
  ]);
  expect(findings[0]?.message).toContain(`Hostname ${JSON.stringify(hostname)}, granted to tenant billing, `);
});

describe('a service that the gateway waits for', () => {
  const needing = (grant: (gateway: SharedGateway, monitoring: PlatformService) => void) =>
    renderCluster(
      clusterWith(
        (cluster) => {
          const monitoring = new PlatformService(cluster, 'monitoring', { createNamespace: true });
          const issuer = new PlatformService(cluster, 'issuer', { createNamespace: true, dependsOn: [monitoring] });
          const gateway = new SharedGateway(cluster, 'gateway', { ...gatewayProps, dependsOn: [issuer] });
          grant(gateway, monitoring);
        },
        { gatewayApi: { version: '1.6' } },
      ),
    );

  test('cannot have a hostname on it, and is told who can', () => {
    const { findings } = needing((gateway, monitoring) => gateway.grantHostnames(monitoring, 'grafana.acme.io'));

    expect(findings).toMatchObject([
      {
        rule: 'gateway/holder-needed',
        message:
          'Service monitoring has hostnames on gateway gateway, which waits for it: gateway → issuer → monitoring.',
        fix: "Grant them to a service of their own, which holds the route: new PlatformService(cluster, 'monitoring-route', { namespace: 'monitoring', createNamespace: false, dependsOn: [monitoring] }).",
        file: 'test/gateway/mistakes.test.ts',
      },
    ]);
  });

  test('has it by a service of its own', () => {
    const rendered = needing((gateway, monitoring) => {
      const props = { namespace: 'monitoring', createNamespace: false, dependsOn: [monitoring] };
      const route = new PlatformService(gateway.node.scope as Cluster, 'monitoring-route', props);
      const parent = gateway.grantHostnames(route, 'grafana.acme.io');
      new HttpRoute(route, 'grafana', { parent, redirect: { hostname: 'grafana.acme.com' } });
    });

    expect(found(rendered)).toEqual([]);
    expect(rendered.get('Kustomization', 'infra-monitoring-route', 'flux-system').spec).toMatchObject({
      dependsOn: [{ name: 'infra-gateway' }, { name: 'infra-monitoring' }],
    });
  });

  test('is found where two gateways wait for each other by their hostnames', () => {
    const rendered = renderGateway((gateway, cluster) => {
      const inside = new SharedGateway(cluster, 'inside', gatewayProps);
      gateway.grantHostnames(inside, 'inside.acme.io');
      inside.grantHostnames(gateway, 'status.acme.io');
    });

    expect(found(rendered)).toEqual([
      'gateway/holder-needed: Service gateway has hostnames on gateway inside, which waits for it: inside → gateway.',
    ]);
  });
});

test.each([
  ['grantHostnames'],
  ['grantGlobalHostnames'],
  ['grantPassthroughHostnames'],
] as const)('%s without a hostname is an error, on a ListenerSet too', (call) => {
  const { findings } = renderGateway((gateway, cluster) => {
    const billing = new Tenant(cluster, 'billing', {});
    gateway[call](billing);
    gateway.addListenerSet('more')[call](billing, ...[]);
  });
  const none = {
    rule: 'gateway/no-hostname',
    message: `gateway.${call} grants tenant billing no hostname: none is named.`,
    file: 'test/gateway/mistakes.test.ts',
  };

  expect(findings).toMatchObject([none, none]);
});

test('one hostname has one listener', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const billing = new Tenant(cluster, 'billing', {});
    gateway.grantHostnames(billing, 'a.acme.io', 'b.acme.io');
    gateway.grantPassthroughHostnames(billing, 'a.acme.io');
    gateway.addListenerSet('more').grantHostnames(billing, 'b.acme.io');
  });

  expect(
    rendered.findings.filter(({ rule }) => rule.startsWith('gateway/hostname')).map(({ message }) => message),
  ).toEqual([
    expect.stringMatching(
      /^Hostname a\.acme\.io, granted to tenant billing at .+, has a listener already: HTTPS on Gateway gateway, and now TLS on Gateway gateway\.$/,
    ),
    expect.stringMatching(/: HTTPS on Gateway gateway, and now HTTPS on ListenerSet more\.$/),
  ]);
});

describe('a gateway takes 64 listeners', () => {
  const hostnames = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.acme.io`);
  const withHostnames = (count: number) => granting({ billing: hostnames(count), search: [] });

  test('and is quiet until there are 56', () => {
    expect(withHostnames(54).findings).toEqual([]);
  });

  test('and says in time which line to write', () => {
    expect(withHostnames(55).findings).toMatchObject([
      {
        rule: 'gateway/many-listeners',
        severity: 'warning',
        message: 'Gateway gateway/gateway has 56 of the 64 listeners that it takes.',
        fix: "Grant the next hostnames on a ListenerSet: `const more = gateway.addListenerSet('more');`. What is granted stays where it is.",
      },
    ]);
    expect(withHostnames(63).findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('and refuses one more, with the line to write', () => {
    expect(withHostnames(64).findings).toMatchObject([
      {
        rule: 'gateway/too-many-listeners',
        severity: 'error',
        message:
          'Gateway gateway/gateway takes 64 listeners, and h63.acme.io, granted to tenant billing, is one too many: it would have 65.',
        fix: "Grant it on a ListenerSet: `const more = gateway.addListenerSet('more');` `more.grantHostnames(billing, 'h63.acme.io');`. Below Gateway API 1.5, make a second SharedGateway.",
        file: 'test/gateway/granting.ts',
        line: 10,
      },
    ]);
  });

  test('and as many again on each ListenerSet', () => {
    const onSet = (count: number) =>
      renderGateway((gateway, cluster) =>
        gateway.addListenerSet('more').grantHostnames(new Tenant(cluster, 'billing', {}), ...hostnames(count)),
      ).findings.map(({ rule }) => rule);

    expect(onSet(55)).toEqual([]);
    expect(onSet(64)).toEqual(['gateway/many-listeners']);
    expect(onSet(65)).toEqual(['gateway/too-many-listeners']);
  });
});

test('a ListenerSet needs Gateway API 1.5', () => {
  const rendered = renderGateway(
    (gateway, cluster) =>
      gateway.addListenerSet('more').grantHostnames(new Tenant(cluster, 'billing', {}), 'billing.acme.io'),
    {},
    { version: '1.4' },
  );

  expect(found(rendered)).toEqual([
    'manifest/not-served: ListenerSet gateway/more is of gateway.networking.k8s.io/v1, which Gateway API 1.4 does not serve.',
  ]);
});

test('a cluster without the Gateway API has no gateway', () => {
  const rendered = renderCluster(clusterWith((cluster) => new SharedGateway(cluster, 'gateway', gatewayProps)));

  expect(found(rendered)).toEqual([
    'manifest/not-served: Gateway gateway/gateway needs the Gateway API, and the cluster says it has none.',
    'manifest/not-served: HTTPRoute gateway/gateway-redirect-to-https needs the Gateway API, and the cluster says it has none.',
  ]);
});

test('a tenant of another cluster is granted nothing', () => {
  let elsewhere: Tenant | undefined;
  renderCluster(
    clusterWith((cluster: Cluster) => {
      elsewhere = new Tenant(cluster, 'billing', {});
    }),
    { name: 'other' },
  );
  const rendered = renderGateway((gateway) => elsewhere && gateway.grantHostnames(elsewhere, 'billing.acme.io'));

  expect(found(rendered)).toEqual([
    'gateway/stranger: billing is a tenant of cluster other, and the gateway gateway is one of cluster test.',
  ]);
});

test('a gateway of a cluster that was rendered before grants nothing', () => {
  let elsewhere: SharedGateway | undefined;
  renderGateway((gateway) => {
    elsewhere = gateway;
  });
  const rendered = renderCluster(
    clusterWith((cluster: Cluster) => elsewhere?.grantHostnames(new Tenant(cluster, 'billing', {}), 'billing.acme.io')),
    { name: 'other' },
  );

  expect(found(rendered)).toEqual([
    'gateway/stranger: billing is a tenant of cluster other, and the gateway gateway is one of cluster test.',
  ]);
});

test('a misspelt property is named', () => {
  const misspelt = { ...gatewayProps, gatewayname: 'public' };

  expect(
    found(
      renderCluster(
        clusterWith((cluster) => new SharedGateway(cluster, 'gateway', misspelt), { gatewayApi: { version: '1.6' } }),
      ),
    ),
  ).toEqual(['hub/misspelt-property: Gateway gateway has no property `gatewayname`.']);
});
