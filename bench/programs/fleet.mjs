// The fleet that every row renders, as plain literals in the order in which a hub writes them.

/** Names of the clusters. */
export function clusterNames(count) {
  return Array.from({ length: count }, (_, index) => `cluster-${String(index + 1).padStart(3, '0')}`);
}

/** Names of the tenants, the same on every cluster. */
export function tenantNames(count) {
  return Array.from({ length: count }, (_, index) => `tenant-${String(index + 1).padStart(3, '0')}`);
}

/** Labels of everything that a tenant has. */
export function labelsOf(tenant) {
  return { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub', 'toolkit.fluxcd.io/tenant': tenant };
}

/** The six objects of a tenant that are not Flux's. */
export function baseObjects(cluster, tenant) {
  const labels = labelsOf(tenant);
  const named = (name) => ({ name, namespace: tenant, labels });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: tenant,
        labels: {
          'app.kubernetes.io/managed-by': 'cdk8s-flux-hub',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'toolkit.fluxcd.io/tenant': tenant,
        },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: named('reconciler'), automountServiceAccountToken: false },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: named('reconciler'),
      roleRef: { kind: 'ClusterRole', name: 'flux-hub-tenant', apiGroup: 'rbac.authorization.k8s.io' },
      subjects: [{ kind: 'ServiceAccount', name: 'reconciler', namespace: tenant }],
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: named('quota'),
      spec: {
        hard: {
          'limits.cpu': '20',
          'limits.memory': '64Gi',
          // Without a LimitRange, which is not among the eight: nothing that runs.
          pods: '0',
          'requests.cpu': '20',
          'requests.memory': '64Gi',
          'requests.storage': '200Gi',
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: named('allow-gateway'),
      spec: {
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } }] }],
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: named('web'),
      spec: {
        hostnames: [`${tenant}.${cluster}.acme.io`],
        parentRefs: [{ name: 'shared', namespace: 'gateway' }],
        rules: [
          {
            backendRefs: [{ name: 'web', port: 8080 }],
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          },
        ],
      },
    },
  ];
}

/** The source and the Kustomization of a tenant. */
export function fluxObjects(cluster, tenant) {
  const labels = labelsOf(tenant);
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'apps', namespace: tenant, labels },
      spec: { interval: '1m', ref: { branch: 'main' }, url: `https://git.acme.io/${tenant}/apps` },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'apps', namespace: tenant, labels },
      spec: {
        deletionPolicy: 'MirrorPrune',
        interval: '10m',
        path: `./deploy/${cluster}`,
        prune: true,
        retryInterval: '1m',
        serviceAccountName: 'reconciler',
        sourceRef: { kind: 'GitRepository', name: 'apps' },
        targetNamespace: tenant,
        timeout: '5m',
        wait: false,
      },
    },
  ];
}

/** The two files of a tenant, at the paths where a hub writes them. */
export function tenantFiles(cluster, tenant) {
  const folder = `tenants/${cluster}/${tenant}`;
  return [
    { folder: `${folder}/base`, name: 'tenant.yaml', objects: baseObjects(cluster, tenant) },
    { folder: `${folder}/apps`, name: 'sync.yaml', objects: fluxObjects(cluster, tenant) },
  ];
}

/** What a hub adds for a tenant, so that Flux finds its folders: their lists, and the Flux Kustomizations that apply them. */
export function hubFiles(cluster, tenant) {
  const folder = `tenants/${cluster}/${tenant}`;
  const base = {
    name: `tenant-${tenant}`,
    path: `./deploy/${folder}/base`,
    dependsOn: ['infra-policies', 'infra-tenancy'],
  };
  const apps = { name: `${base.name}-apps`, path: `./deploy/${folder}/apps`, dependsOn: [base.name] };
  return [
    { folder: `${folder}/base`, name: 'kustomization.yaml', objects: [list('tenant.yaml')] },
    { folder: `${folder}/apps`, name: 'kustomization.yaml', objects: [list('sync.yaml')] },
    {
      folder: `clusters/${cluster}/tenants`,
      name: `${tenant}.yaml`,
      objects: [base, apps].map((part) => hubKustomization(tenant, part)),
    },
  ];
}

function list(file) {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [file] };
}

function hubKustomization(tenant, { name, path, dependsOn }) {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name,
      namespace: 'flux-system',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      labels: labelsOf(tenant),
    },
    spec: {
      deletionPolicy: 'MirrorPrune',
      dependsOn: dependsOn.map((other) => ({ name: other })),
      interval: '10m',
      path,
      prune: true,
      retryInterval: '1m',
      serviceAccountName: 'kustomize-controller',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      timeout: '5m',
      wait: false,
    },
  };
}
