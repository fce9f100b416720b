import {
  AllowedRoutes,
  DataPlane,
  GatewayTls,
  HttpRoute,
  JsonPatch,
  PlatformService,
  SecretRef,
  SharedGateway,
  Tenant,
} from 'cdk8s-flux-hub';
import type { Rendering } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { found, gatewayProps, type Listener, renderGateway } from './gateway-cluster';

/** What a Kustomization of the hub waits for. */
function dependsOn(rendered: Rendering, name: string): string[] {
  const { spec } = rendered.get('Kustomization', name, 'flux-system');
  return (spec as { readonly dependsOn: readonly { readonly name: string }[] }).dependsOn.map((other) => other.name);
}

const annotationsOf = (rendered: Rendering, namespace: string) =>
  rendered.get('Namespace', namespace).metadata.annotations;

test('each hostname has a listener that admits only the namespaces of its tenant', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const billing = new Tenant(cluster, 'billing', { namespaces: ['billing', 'archive'] });
    gateway.grantHostnames(billing, 'billing.acme.io', '*.billing.acme.io');
  });
  const allowedRoutes = {
    namespaces: {
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['archive', 'billing'] }],
      },
    },
  };
  const tls = { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'wildcard' }] };

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('Gateway', 'gateway', 'gateway').spec).toEqual({
    gatewayClassName: 'envoy',
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
      { name: 'any.billing.acme.io', hostname: '*.billing.acme.io', port: 443, protocol: 'HTTPS', tls, allowedRoutes },
      { name: 'billing.acme.io', hostname: 'billing.acme.io', port: 443, protocol: 'HTTPS', tls, allowedRoutes },
    ],
  });
});

test('plain HTTP is redirected, on a listener that is the platform’s alone', () => {
  const rendered = renderGateway(() => {}, { gatewayName: 'public' });

  expect(rendered.get('HTTPRoute', 'public-redirect-to-https', 'gateway').spec).toEqual({
    parentRefs: [{ name: 'public', sectionName: 'http' }],
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
  });
});

test('a tenant lets the gateway in, waits for it, and says what it was granted in each of its namespaces', () => {
  const rendered = renderGateway(
    (gateway, cluster) => {
      const billing = new Tenant(cluster, 'billing', { namespaces: ['billing', 'archive'] });
      new Tenant(cluster, 'search', {});
      gateway.grantHostnames(billing, 'b.acme.io');
      gateway.grantGlobalHostnames(billing, 'a.acme.io');
      gateway.addListenerSet('more').grantHostnames(billing, 'c.acme.io');
    },
    { gatewayName: 'public' },
  );
  const granted = {
    'cdk8s-flux-hub/hostnames': 'a.acme.io,b.acme.io,c.acme.io',
    'cdk8s-flux-hub/global-hostnames': 'a.acme.io',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/public,ListenerSet/gateway/more',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  };

  expect(found(rendered)).toEqual([]);
  expect(annotationsOf(rendered, 'billing')).toMatchObject(granted);
  expect(annotationsOf(rendered, 'archive')).toMatchObject(granted);
  expect(Object.keys(annotationsOf(rendered, 'search') ?? {})).not.toContain('cdk8s-flux-hub/hostnames');
  expect(rendered.get('NetworkPolicy', 'allow-gateway', 'archive').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
            podSelector: { matchLabels: { app: 'envoy' } },
          },
        ],
      },
    ],
  });
  expect(dependsOn(rendered, 'tenant-billing')).toContain('infra-gateway');
  expect(dependsOn(rendered, 'tenant-search')).not.toContain('infra-gateway');
  expect(() => rendered.get('NetworkPolicy', 'allow-gateway', 'search')).toThrow('There is no NetworkPolicy');
});

test('two gateways of one tenant are let in by one policy', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const internal = new SharedGateway(cluster, 'internal', {
      ...gatewayProps,
      dataPlane: DataPlane.pods({ namespace: 'internal' }),
    });
    const billing = new Tenant(cluster, 'billing', {});
    internal.grantHostnames(billing, 'billing.internal.acme.io');
    gateway.grantHostnames(billing, 'billing.acme.io');
  });
  const { ingress } = rendered.get('NetworkPolicy', 'allow-gateway', 'billing').spec as { readonly ingress: unknown[] };

  expect(found(rendered)).toEqual([]);
  expect(ingress).toHaveLength(2);
  expect(dependsOn(rendered, 'tenant-billing')).toEqual([
    'infra-gateway',
    'infra-internal',
    'infra-policies',
    'infra-tenancy',
  ]);
  expect(annotationsOf(rendered, 'billing')).toMatchObject({
    'cdk8s-flux-hub/hostnames': 'billing.acme.io,billing.internal.acme.io',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/gateway,Gateway/internal/internal',
  });
});

test('the proxies of Cilium are let in by a policy that can name them', () => {
  const rendered = renderGateway(
    (gateway, cluster) => gateway.grantHostnames(new Tenant(cluster, 'billing', {}), 'billing.acme.io'),
    { dataPlane: DataPlane.ciliumIngress() },
  );

  expect(rendered.get('CiliumNetworkPolicy', 'allow-gateway', 'billing')).toMatchObject({
    apiVersion: 'cilium.io/v2',
    spec: { endpointSelector: {}, ingress: [{ fromEntities: ['ingress'] }] },
  });
});

test('cert-manager makes a certificate for each hostname, and nobody waits for it', () => {
  const rendered = renderGateway(
    (gateway, cluster) => {
      const billing = new Tenant(cluster, 'billing', {});
      gateway.grantHostnames(billing, 'billing.acme.io');
      gateway.grantPassthroughHostnames(billing, 'db.acme.io');
    },
    { tls: GatewayTls.certManager({ clusterIssuer: 'letsencrypt' }) },
  );
  const certificates = rendered.objects.filter(({ kind }) => kind === 'Certificate');

  expect(certificates).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'billing.acme.io', namespace: 'gateway' },
      spec: {
        dnsNames: ['billing.acme.io'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
        secretName: 'billing.acme.io-tls',
      },
    },
  ]);
  expect(rendered.files['infrastructure/test/gateway-config/certificate.yaml']).toContain('billing.acme.io');
  expect(dependsOn(rendered, 'infra-gateway-config')).toEqual(['infra-gateway']);
  expect(dependsOn(rendered, 'tenant-billing')).not.toContain('infra-gateway-config');
});

test('a certificate may be an encrypted file of the hub', () => {
  const rendered = renderGateway(() => {}, { tls: GatewayTls.secret(SecretRef.sops('wildcard')) });

  expect(found(rendered)).toEqual([]);
});

test('what is passed through keeps its TLS', () => {
  const rendered = renderGateway((gateway, cluster) =>
    gateway.grantPassthroughHostnames(new Tenant(cluster, 'billing', {}), 'db.acme.io'),
  );
  const { listeners } = rendered.get('Gateway', 'gateway').spec as { readonly listeners: readonly Listener[] };

  expect(listeners[1]).toMatchObject({
    hostname: 'db.acme.io',
    port: 443,
    protocol: 'TLS',
    tls: { mode: 'Passthrough' },
  });
});

test('only the gateway’s own namespace may add listeners, and only where it does', () => {
  const without = renderGateway(() => {});
  const withSet = renderGateway((gateway, cluster) =>
    gateway.addListenerSet('more').grantHostnames(new Tenant(cluster, 'billing', {}), 'billing.acme.io'),
  );

  expect(without.get('Gateway', 'gateway').spec).not.toHaveProperty('allowedListeners');
  expect(withSet.get('Gateway', 'gateway').spec).toMatchObject({ allowedListeners: { namespaces: { from: 'Same' } } });
  expect(withSet.get('ListenerSet', 'more', 'gateway').spec).toMatchObject({
    parentRef: { name: 'gateway' },
    listeners: [{ name: 'billing.acme.io', hostname: 'billing.acme.io' }],
  });
});

test('a platform service is granted hostnames too', () => {
  const rendered = renderGateway((gateway) => gateway.grantHostnames(gateway, 'status.acme.io'));
  const { listeners } = rendered.get('Gateway', 'gateway').spec as { readonly listeners: readonly Listener[] };

  expect(found(rendered)).toEqual([]);
  expect(listeners[1]).toMatchObject({
    hostname: 'status.acme.io',
    allowedRoutes: { namespaces: { selector: { matchExpressions: [{ values: ['gateway'] }] } } },
  });
});

test('a platform service waits for the gateway that it has hostnames on, as a tenant does', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const registry = new PlatformService(cluster, 'registry', { createNamespace: true, dependsOn: [gateway] });
    const status = new PlatformService(cluster, 'status', { createNamespace: true, dependsOn: [registry] });
    gateway.grantHostnames(registry, 'registry.acme.io');
    gateway.grantHostnames(registry, 'images.acme.io');
    gateway.grantHostnames(status, 'status.acme.io');
  });

  expect(found(rendered)).toEqual([]);
  expect(dependsOn(rendered, 'infra-registry')).toEqual(['infra-gateway']);
  expect(dependsOn(rendered, 'infra-status')).toEqual(['infra-gateway', 'infra-registry']);
});

test('the Namespace of a platform service says what was granted to those that run in it', () => {
  const rendered = renderGateway((gateway, cluster) => {
    const monitoring = new PlatformService(cluster, 'monitoring', { createNamespace: true });
    const route = new PlatformService(cluster, 'grafana', { namespace: 'monitoring', createNamespace: false });
    new PlatformService(cluster, 'storage', { createNamespace: true });
    gateway.grantHostnames(monitoring, '*.monitoring.acme.io');
    const parent = gateway.grantGlobalHostnames(route, 'grafana.acme.io');
    new HttpRoute(route, 'grafana', { parent, redirect: { hostname: 'www.acme.io' } });
    gateway.delegate('loki.monitoring.acme.io', { to: gateway });
  });

  expect(found(rendered)).toEqual([]);
  expect(annotationsOf(rendered, 'monitoring')).toEqual({
    'cdk8s-flux-hub/hostnames': '*.monitoring.acme.io,grafana.acme.io',
    'cdk8s-flux-hub/delegated-hostnames': 'loki.monitoring.acme.io',
    'cdk8s-flux-hub/global-hostnames': 'grafana.acme.io',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/gateway',
  });
  expect(annotationsOf(rendered, 'gateway')).toMatchObject({ 'cdk8s-flux-hub/hostnames': 'loki.monitoring.acme.io' });
  expect(annotationsOf(rendered, 'storage')).toBeUndefined();
});

test('the gateway takes addresses, what its controller reads, and patches', () => {
  const rendered = renderGateway(
    (gateway) => gateway.object.patch(JsonPatch.replace('/spec/gatewayClassName', 'other')),
    {
      namespace: 'edge',
      addresses: [{ type: 'IPAddress', value: '203.0.113.7' }],
      infrastructure: { annotations: { 'example.com/scheme': 'internal' } },
    },
  );

  expect(rendered.get('Gateway', 'gateway', 'edge').spec).toMatchObject({
    gatewayClassName: 'other',
    addresses: [{ type: 'IPAddress', value: '203.0.113.7' }],
    infrastructure: { annotations: { 'example.com/scheme': 'internal' } },
  });
});

test('a gateway that admits all says why, and is reported', () => {
  const rendered = renderGateway(
    (gateway, cluster) => gateway.grantHostnames(new Tenant(cluster, 'billing', {}), 'billing.acme.io'),
    { allowedRoutes: AllowedRoutes.all({ reason: 'a demo cluster' }) },
  );
  const { listeners } = rendered.get('Gateway', 'gateway').spec as { readonly listeners: readonly Listener[] };

  expect(rendered.findings).toMatchObject([
    {
      rule: 'gateway/open-to-all',
      severity: 'warning',
      message: 'Gateway gateway/gateway admits routes of every namespace on listener billing.acme.io (a demo cluster).',
    },
  ]);
  expect(listeners[1]).toMatchObject({ allowedRoutes: { namespaces: { from: 'All' } } });
  expect(listeners[0]).toMatchObject({ allowedRoutes: { namespaces: { from: 'Same' } } });
});

test('a tenant that retires keeps its hostnames until its namespaces go', () => {
  const retiring = (retire: 'apps' | 'identity') =>
    renderGateway((gateway, cluster) => {
      gateway.grantHostnames(new Tenant(cluster, 'billing', { retire }), 'billing.acme.io');
      gateway.addListenerSet('more').grantHostnames(new Tenant(cluster, 'old', { retire }), 'old.acme.io');
    });
  const [apps, identity] = [retiring('apps'), retiring('identity')];
  const hostnames = ({ get }: Rendering) =>
    (get('Gateway', 'gateway').spec as { readonly listeners: readonly Listener[] }).listeners.map(
      ({ hostname }) => hostname,
    );

  expect(hostnames(apps)).toEqual([undefined, 'billing.acme.io']);
  expect(hostnames(identity)).toEqual([undefined]);
  expect(() => identity.get('ListenerSet', 'more')).toThrow('There is no ListenerSet');
  expect(found(identity)).toEqual([]);
});
