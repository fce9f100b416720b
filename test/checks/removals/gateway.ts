import type { Manifest } from '../../../lib/manifest/manifest';
import { namespaceAnnotations } from '../../../lib/manifest/namespace-annotations';
import { adding, changing, type Removal } from '../removal';

const ofBilling = 'deploy/tenants/staging-eu/billing/base/tenant.yaml';
const ofSearch = 'deploy/tenants/staging-eu/search/base/tenant.yaml';

interface RouteOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly hostnames?: readonly string[];
  readonly sectionName?: string;
  readonly backend?: object;
}

/** A route of billing's, as it is right. */
function route(options: RouteOptions = {}): Manifest {
  const { name = 'web', namespace = 'billing', sectionName = 'billing.eu.staging.acme.io' } = options;
  const { hostnames = ['billing.eu.staging.acme.io'], backend = { name: 'web', port: 80 } } = options;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      ...(hostnames.length > 0 && { hostnames }),
      parentRefs: [{ name: 'public', namespace: 'gateway', sectionName }],
      rules: [{ backendRefs: [backend] }],
    },
  };
}

type Listener = Readonly<Record<string, unknown>>;

/** With other listeners on the shared gateway. */
function listeners(change: (listeners: readonly Listener[]) => readonly Listener[]): Removal {
  return changing('Gateway', 'public', (gateway) => {
    const spec = gateway.spec as { readonly listeners: readonly Listener[] };
    return { ...gateway, spec: { ...spec, listeners: change(spec.listeners) } };
  });
}

/** With other routes let in by billing's listener. */
const admitting = (namespaces: object) =>
  listeners((all) =>
    all.map((listener) =>
      listener.name === 'billing.eu.staging.acme.io' ? { ...listener, allowedRoutes: { namespaces } } : listener,
    ),
  );

const toBoth = {
  from: 'Selector',
  selector: {
    matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['billing', 'search'] }],
  },
};

const granting = (tenant: string, hostnames: string) =>
  changing('Namespace', tenant, (namespace) => ({
    ...namespace,
    metadata: {
      ...namespace.metadata,
      annotations: { ...namespace.metadata.annotations, [namespaceAnnotations.hostnames]: hostnames },
    },
  }));

const both =
  (...removals: readonly Removal[]): Removal =>
  (cluster) =>
    removals.reduce((changed, removal) => removal(changed), cluster);

const grant = (spec: object): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'ReferenceGrant',
  metadata: { name: 'backends', namespace: 'billing' },
  spec,
});

/** By rule: the example's staging cluster without what the rule asks for. */
export const gatewayRemovals: Readonly<Record<string, Removal>> = {
  'gateway/hostname-taken': both(
    admitting(toBoth),
    granting('search', 'billing.eu.staging.acme.io'),
    adding(ofBilling, route()),
    adding(ofSearch, route({ namespace: 'search' })),
  ),
  'gateway/hostname-not-granted': both(
    changing('Namespace', 'billing', (namespace) => {
      const { [namespaceAnnotations.hostnames]: _, ...annotations } = namespace.metadata.annotations ?? {};
      return { ...namespace, metadata: { ...namespace.metadata, annotations } };
    }),
    adding(ofBilling, route()),
  ),
  'gateway/catch-all-route': both(admitting(toBoth), adding(ofBilling, route({ hostnames: [] }))),
  'gateway/creation-decides': both(adding(ofBilling, route()), adding(ofBilling, route({ name: 'again' }))),
  'gateway/parent-missing': adding(ofBilling, route({ sectionName: 'billing' })),
  'gateway/route-refused': adding(
    ofSearch,
    route({
      namespace: 'search',
      hostnames: ['search.eu.staging.acme.io'],
      sectionName: 'payments.eu.staging.acme.io',
    }),
  ),
  'gateway/backend-unresolved': adding(ofBilling, route({ backend: { name: 'web', namespace: 'search', port: 80 } })),
  'gateway/listener-conflict': listeners((all) => [...all, { ...all.at(-1), name: 'again' }]),
  'gateway/certificate-missing': changing('Certificate', 'billing.eu.staging.acme.io', () => undefined),
  'gateway/certificate-mismatch': changing('Certificate', 'billing.eu.staging.acme.io', (certificate) => ({
    ...certificate,
    spec: { ...(certificate.spec as object), dnsNames: ['billing.staging.acme.io'] },
  })),
  'gateway/certificate-readable': both(
    listeners((all) =>
      all.map((listener) =>
        listener.name === 'billing.eu.staging.acme.io'
          ? {
              ...listener,
              tls: {
                certificateRefs: [{ kind: 'Secret', name: 'billing-tls', namespace: 'billing' }],
                mode: 'Terminate',
              },
            }
          : listener,
      ),
    ),
    adding(
      ofBilling,
      grant({
        from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway' }],
        to: [{ group: '', kind: 'Secret', name: 'billing-tls' }],
      }),
    ),
    adding(ofBilling, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'billing-tls', namespace: 'billing' },
      spec: {
        dnsNames: ['billing.eu.staging.acme.io'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
        secretName: 'billing-tls',
      },
    }),
  ),
  'gateway/open-to-all': admitting({ from: 'All' }),
  'gateway/broad-reference-grant': adding(
    ofBilling,
    grant({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'gateway' }],
      to: [{ group: '', kind: 'Service' }],
    }),
  ),
  'gateway/unused-grant': both(
    granting('billing', 'billing.eu.staging.acme.io,invoices.eu.staging.acme.io'),
    adding(ofBilling, route()),
  ),
};
