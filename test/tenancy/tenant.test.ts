import { ApiObject } from 'cdk8s';
import {
  GitSource,
  HelmChart,
  JsonPatch,
  KubeObject,
  NetworkPeer,
  OciSource,
  PlatformService,
  Tenant,
  type TenantProps,
} from 'cdk8s-flux-hub';
import { renderCluster, renderTenant } from 'cdk8s-flux-hub/testing';
import { ConfigMap, Deployment } from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import { clusterWith, found, plainCluster } from '../support/plain-cluster';

const source = GitSource.https('https://github.com/acme/billing');

/** The tenant `billing` on a plain cluster. */
function billing(props: TenantProps, populate: (tenant: Tenant) => void = () => {}) {
  return renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', { source, ...props });
    populate(tenant);
    return tenant;
  }, plainCluster);
}

test('each namespace of a tenant is limited and closed, and one account applies to all of them', () => {
  const rendered = billing({ namespaces: ['billing', 'billing-jobs'] }, (tenant) => tenant.addKustomization('api'));
  const namesIn = (namespace: string) =>
    rendered.objects.flatMap(({ kind, metadata }) =>
      metadata.namespace === namespace ? [`${kind}/${metadata.name}`] : [],
    );
  const everywhere = [
    'RoleBinding/reconciler',
    'ResourceQuota/quota',
    'LimitRange/limits',
    'NetworkPolicy/default-deny',
    'NetworkPolicy/allow-dns',
  ];

  expect(found(rendered)).toEqual([]);
  expect(namesIn('billing')).toEqual([
    'ServiceAccount/reconciler',
    ...everywhere,
    'GitRepository/billing',
    'Kustomization/api',
  ]);
  expect(namesIn('billing-jobs')).toEqual(everywhere);
  expect(rendered.get('Kustomization', 'api').spec).not.toHaveProperty('targetNamespace');
  expect(rendered.get('RoleBinding', 'reconciler', 'billing-jobs').subjects).toEqual([
    { kind: 'ServiceAccount', name: 'reconciler', namespace: 'billing' },
  ]);
});

test('a reconciler manages workloads in its own namespaces, and neither its limits nor its access', () => {
  const { can } = billing({ namespaces: ['billing', 'billing-jobs'] });
  const may = (verb: string, resource: string, namespace?: string) =>
    can('billing/reconciler', verb, resource, namespace);

  expect(may('create', 'deployments.apps', 'billing-jobs')).toBe(true);
  expect(may('delete', 'networkpolicies.networking.k8s.io', 'billing')).toBe(true);
  expect(may('create', 'deployments.apps', 'default')).toBe(false);
  expect(may('update', 'resourcequotas', 'billing')).toBe(false);
  expect(may('update', 'namespaces', 'billing')).toBe(false);
  expect(may('create', 'serviceaccounts/token', 'billing')).toBe(false);
  expect(may('create', 'pods/exec', 'billing')).toBe(false);
  expect(may('impersonate', 'serviceaccounts', 'billing')).toBe(false);
});

test.each([
  ['workloadRbac', 'rolebindings.rbac.authorization.k8s.io'],
  ['selfService', 'kustomizations.kustomize.toolkit.fluxcd.io'],
] as const)('only %s lets a tenant write %s', (grant, resource) => {
  const may = (props: TenantProps) => billing(props).can('billing/reconciler', 'create', resource, 'billing');

  expect(may({})).toBe(false);
  expect(may({ [grant]: true })).toBe(true);
  expect(may({ workloadRbac: grant !== 'workloadRbac', selfService: grant !== 'selfService' })).toBe(false);
});

test('a chart whose controllers elect a leader and write events may bring the Role they need, with workloadRbac', () => {
  const may = (props: TenantProps, verb: string, resource: string) =>
    billing(props).can('billing/reconciler', verb, resource, 'billing');
  const needed = [
    ...['get', 'create', 'update', 'patch', 'delete'].map((verb) => [verb, 'leases.coordination.k8s.io'] as const),
    ...['create', 'patch'].flatMap((verb) => [[verb, 'events'] as const, [verb, 'events.events.k8s.io'] as const]),
  ];

  expect(needed.filter(([verb, resource]) => !may({ workloadRbac: true }, verb, resource))).toEqual([]);
  expect(needed.filter(([verb, resource]) => may({}, verb, resource))).toEqual([]);
});

test('no grant lets a tenant bind a role whose rights it does not hold', () => {
  const { can } = billing({ workloadRbac: true, selfService: true });

  for (const verb of ['bind', 'escalate'])
    expect(can('billing/reconciler', verb, 'roles.rbac.authorization.k8s.io', 'billing')).toBe(false);
});

test('a network opens to the places that are listed, and to no others', () => {
  const { objects } = billing({
    network: {
      egress: [
        NetworkPeer.cidr('10.40.0.0/24', { ports: [5432], except: ['10.40.0.7/32'] }),
        NetworkPeer.internet({ ports: [443] }),
      ],
      ingressFrom: [
        NetworkPeer.namespace('monitoring', { pods: { app: 'prometheus' }, ports: [{ port: 9000, protocol: 'TCP' }] }),
        NetworkPeer.namespace('search'),
      ],
    },
  });
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');

  expect(Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec]))).toEqual({
    'default-deny': { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    'allow-dns': {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    },
    'allow-egress': {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.40.0.0/24', except: ['10.40.0.7/32'] } }],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
        {
          to: [
            {
              ipBlock: {
                cidr: '0.0.0.0/0',
                except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
              },
            },
          ],
          ports: [{ port: 443, protocol: 'TCP' }],
        },
      ],
    },
    'allow-ingress': {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
              podSelector: { matchLabels: { app: 'prometheus' } },
            },
          ],
          ports: [{ port: 9000, protocol: 'TCP' }],
        },
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'search' } } }] },
      ],
    },
  });
});

test('a quota sets requests and limits alike, and grants load balancers only where they are asked for', () => {
  const { get } = billing({ quota: { cpu: 20, memory: '64Gi', pods: 200, loadBalancers: 1 } });

  expect(get('ResourceQuota', 'quota').spec).toEqual({
    hard: {
      'count/helmreleases.helm.toolkit.fluxcd.io': '50',
      'count/kustomizations.kustomize.toolkit.fluxcd.io': '50',
      'limits.cpu': '20',
      'limits.memory': '64Gi',
      pods: '200',
      'requests.cpu': '20',
      'requests.memory': '64Gi',
      'requests.storage': '100Gi',
      'services.loadbalancers': '1',
      'services.nodeports': '2',
    },
  });
});

test('a quota leaves two node ports to each load balancer, unless it says how many', () => {
  const nodePorts = (quota: TenantProps['quota'] = {}) =>
    (billing({ quota }).get('ResourceQuota', 'quota').spec as { hard: Record<string, string> }).hard[
      'services.nodeports'
    ];

  expect(nodePorts({})).toBe('0');
  expect(nodePorts({ loadBalancers: 3 })).toBe('6');
  expect(nodePorts({ loadBalancers: 3, nodePorts: 1 })).toBe('1');
  expect(nodePorts({ nodePorts: 4 })).toBe('4');
});

test('containers that say nothing get defaults, of which each can be set alone', () => {
  const { get } = billing({ containerDefaults: { limits: { memory: '1Gi' } } });

  expect(get('LimitRange', 'limits').spec).toEqual({
    limits: [
      {
        type: 'Container',
        defaultRequest: { cpu: '100m', memory: '128Mi' },
        default: { cpu: '500m', memory: '1Gi' },
      },
    ],
  });
});

test.each<[string, TenantProps['containerDefaults'], string[]]>([
  ['a limit below the request that is the default', { limits: { memory: '64Mi' } }, ['128Mi memory', '64Mi']],
  ['a request above the limit that is the default', { requests: { cpu: '0.6' } }, ['0.6 cpu', '500m']],
  ['two of both', { requests: { memory: '1Gi' }, limits: { memory: '1G' } }, ['1Gi memory', '1G']],
])('containers cannot request more than they may use: %s', (_, containerDefaults, [request, limit]) => {
  const rendered = billing({
    namespaces: ['billing', 'billing-jobs'],
    ...(containerDefaults && { containerDefaults }),
  });

  expect(found(rendered)).toEqual([
    `tenancy/request-above-limit: Containers of tenant billing that say nothing would request ${request}, and be limited to ${limit}.`,
  ]);
});

test('containers may request all that they may use, in whatever unit', () => {
  const same = { requests: { cpu: '0.7', memory: '1Gi' }, limits: { cpu: '700m', memory: '1024Mi' } };

  expect(found(billing({ containerDefaults: same }))).toEqual([]);
});

test('Pod Security is restricted unless the tenant says otherwise', () => {
  const level = (props: TenantProps) =>
    billing(props).get('Namespace', 'billing').metadata.labels?.['pod-security.kubernetes.io/enforce'];

  expect(level({})).toBe('restricted');
  expect(level({ podSecurity: 'baseline' })).toBe('baseline');
});

test('an app of its own repo, a chart and an app of the tenant repo live side by side, even with one name', () => {
  const rendered = billing({}, (tenant) => {
    tenant.addKustomization('api');
    tenant.addKustomization('reports', { source: GitSource.https('https://github.com/acme/reports') });
    tenant.addHelmRelease('api', {
      chart: HelmChart.repository('https://charts.example.com', 'api', { version: '1.2.3' }),
      dependsOn: [tenant.addHelmRelease('db', { chart: HelmChart.oci('oci://ghcr.io/acme/db', { version: '4.5.6' }) })],
    });
  });
  const spec = (kind: string, name: string) => rendered.get(kind, name, 'billing').spec;

  expect(found(rendered)).toEqual([]);
  expect(spec('Kustomization', 'api')).toHaveProperty('sourceRef', { kind: 'GitRepository', name: 'billing' });
  expect(spec('Kustomization', 'reports')).toHaveProperty('sourceRef', { kind: 'GitRepository', name: 'reports' });
  expect(spec('GitRepository', 'reports')).toHaveProperty('url', 'https://github.com/acme/reports');
  expect(spec('HelmRelease', 'api')).toMatchObject({
    chart: { spec: { chart: 'api', version: '1.2.3', sourceRef: { kind: 'HelmRepository', name: 'api' } } },
    dependsOn: [{ name: 'db' }],
    releaseName: 'api',
    serviceAccountName: 'reconciler',
    storageNamespace: 'billing',
    targetNamespace: 'billing',
  });
  expect(spec('HelmRelease', 'db')).toHaveProperty('chartRef', { kind: 'OCIRepository', name: 'db' });
});

test("an app named like its tenant cannot have a source of its own that would take the place of the tenant's", () => {
  const reports = GitSource.https('https://github.com/acme/reports');
  const named = billing({}, (tenant) => tenant.addKustomization('billing', { source: reports }));
  const other = billing({}, (tenant) =>
    tenant.addKustomization('billing', {
      source: OciSource.artifact('oci://ghcr.io/acme/billing', { ref: { tag: '1.0.0' } }),
    }),
  );

  expect(named.findings).toEqual([
    expect.objectContaining({
      rule: 'tenancy/source-name-taken',
      message:
        "App billing of tenant billing brings a source of its own, GitRepository billing, which is the tenant's.",
      fix: "Give the app another name, or name its source yourself: its `create(tenant, 'billing-app', { name: 'billing-app', namespace: 'billing' })`.",
    }),
  ]);
  expect(found(other)).toEqual([]);
  expect(other.get('Kustomization', 'billing', 'billing').spec).toHaveProperty('sourceRef.kind', 'OCIRepository');
});

test('what a tenant is made of can be patched', () => {
  const rendered = billing({}, (tenant) => {
    tenant.source?.patch(JsonPatch.add('/spec/timeout', '2m'));
  });

  expect(rendered.get('GitRepository', 'billing').spec).toHaveProperty('timeout', '2m');
  expect(billing({ retire: 'apps' }, (tenant) => expect(tenant.source).toBeUndefined()).findings).toEqual([]);
});

test("a tenant whose objects need a service's CRDs waits for all of it, and for no other", () => {
  const { get } = renderCluster(
    clusterWith((cluster) => {
      const secrets = new PlatformService(cluster, 'external-secrets', { namespace: 'external-secrets' });
      const certificates = new PlatformService(cluster, 'cert-manager', { namespace: 'cert-manager' });
      new ConfigMap(certificates.config, 'settings', { metadata: { name: 'settings' } });
      new PlatformService(cluster, 'monitoring', { namespace: 'monitoring' });
      new Tenant(cluster, 'billing', { source, dependsOn: [secrets, certificates] });
    }),
  );

  expect(get('Kustomization', 'tenant-billing').spec).toHaveProperty('dependsOn', [
    { name: 'infra-cert-manager-config' },
    { name: 'infra-external-secrets' },
    { name: 'infra-policies' },
    { name: 'infra-tenancy' },
  ]);
  expect(get('Kustomization', 'tenant-billing-apps').spec).toHaveProperty('dependsOn', [{ name: 'tenant-billing' }]);
});

test('two apps of one name are one object twice', () => {
  const rendered = billing({}, (tenant) => {
    tenant.addKustomization('api', { path: './a' });
    tenant.addKustomization('api', { path: './b' });
  });

  expect(found(rendered)).toEqual([
    expect.stringMatching(
      /^manifest\/duplicate: Kustomization billing\/api is already rendered by tenant\/billing \(test\/tenancy\/tenant\.test\.ts:\d+\)\.$/,
    ),
  ]);
});

test('an app needs a source: its own, or the tenant’s', () => {
  const rendered = renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing', {});
    tenant.addKustomization('api');
    return tenant;
  }, plainCluster);

  expect(found(rendered)[0]).toBe(
    'tenancy/no-source: App api of tenant billing has no source, and neither has the tenant.',
  );
});

test('whoever answers for a tenant is the hub, unless the tenant says who', () => {
  let owners: (readonly string[])[] = [];
  renderTenant(
    (cluster) => {
      const tenants = [new Tenant(cluster, 'a', {}), new Tenant(cluster, 'b', { owners: ['@acme/b'] })] as const;
      owners = tenants.map((tenant) => tenant.owners);
      return tenants[0];
    },
    plainCluster,
    { hub: { owners: ['@acme/platform'] } },
  );

  expect(owners).toEqual([['@acme/platform'], ['@acme/b']]);
});

test('other objects of a tenant may stand in the hub, in its namespace; workloads may not', () => {
  const rendered = billing({}, (tenant) => {
    new ConfigMap(tenant, 'settings', { metadata: { name: 'settings' }, data: { currency: 'EUR' } });
    new Deployment(tenant, 'api', { metadata: { name: 'api' }, containers: [{ image: 'ghcr.io/acme/api:1' }] });
  });

  expect(rendered.get('ConfigMap', 'settings').metadata.namespace).toBe('billing');
  expect(found(rendered)).toEqual([
    'tenancy/workload-in-hub: Deployment api is a workload of tenant billing, and the hub holds none.',
  ]);
});

test('an object must be given its name, since a generated one changes with the code', () => {
  const rendered = billing({}, (tenant) => new ApiObject(tenant, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }));

  expect(found(rendered)).toEqual(['manifest/name-missing: ConfigMap at test/billing/settings has no name.']);
});

test('apps and constructs of a tenant may have any names', () => {
  const chart = HelmChart.repository('https://charts.example.com', 'web', { version: '1.2.3' });
  const rendered = billing({}, (tenant) => {
    for (const id of ['source-billing', 'source-api', 'web-chart', 'cluster-variables', 'billing-Namespace-billing'])
      new ConfigMap(tenant, id, { metadata: { name: id.toLowerCase() } });
    for (const name of ['web-chart', 'chart', 'source-billing']) tenant.addKustomization(name);
    tenant.addKustomization('api', { source: GitSource.https('https://github.com/acme/api') });
    tenant.addHelmRelease('web', { chart });
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('HelmRepository', 'web').spec).toHaveProperty('url', 'https://charts.example.com');
});

test('what a tenant makes of its own is found by the path of the tenant', () => {
  const { findings } = billing({ quota: { cpu: -1 } });

  expect(findings[0]).toHaveProperty('construct', 'test/billing/billing-ResourceQuota-quota');
});

test("all of Flux's kinds are a tenant's apps", () => {
  const { files } = renderCluster(
    clusterWith(
      (cluster) => {
        new KubeObject(new Tenant(cluster, 'billing', { source }), 'parts', {
          apiVersion: 'source.extensions.fluxcd.io/v1beta1',
          kind: 'ArtifactGenerator',
          metadata: { name: 'parts', namespace: 'billing' },
          spec: {
            sources: [{ alias: 'apps', kind: 'GitRepository', name: 'billing' }],
            artifacts: [{ name: 'api', copy: [{ from: '@apps/api/**', to: '@artifact/' }] }],
          },
        });
      },
      { flux: { version: '2.9.4', components: ['source-controller', 'kustomize-controller', 'source-watcher'] } },
    ),
  );

  expect(files['tenants/test/billing/apps/sync.yaml']).toContain('kind: ArtifactGenerator');
});

test('names are looked up where the platform says, as on clusters whose DNS is elsewhere', () => {
  const dns = [NetworkPeer.namespace('openshift-dns', { ports: [{ port: 5353, protocol: 'UDP' }] })];
  const { get } = billing({ network: { dns } });

  expect(get('NetworkPolicy', 'allow-dns').spec).toHaveProperty('egress', [
    {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
      ports: [{ port: 5353, protocol: 'UDP' }],
    },
  ]);
});
