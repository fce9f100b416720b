import { Cluster, type ClusterScope, GitSource, HelmChart, NetworkPeer, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { renderCluster, renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { hub } from '../../hub';
import { clusterContracts } from '../../lib/contract/cluster-contracts';
import type { ClusterContract } from '../../lib/contract/contract';
import { contractFiles, contractIn, isUnedited, partText } from '../../lib/contract/contract-files';
import { isTrueToItsHash, partHash } from '../../lib/contract/contract-hash';
import { namespaceContract } from '../../lib/contract/namespace-contract';
import type { Manifest } from '../../lib/manifest/manifest';
import { ManifestIndex } from '../../lib/manifest/manifest-index';
import { namespaceAnnotations } from '../../lib/manifest/namespace-annotations';
import { accessOf } from '../../lib/rbac/access';
import { plain } from '../support/plain-cluster';

const { files } = renderHub(hub);
const contractOf = (tenant: string) => contractIn(files[`contracts/${tenant}.json`] ?? '');

const source = GitSource.ssh('ssh://git@example.com/shop', {
  deployKey: SecretRef.external('git', { createdBy: 'the platform team' }),
});

/** The contract of a tenant `shop` on a cluster of its own, with more objects of the cluster's and of its own. */
function partOf(make: (cluster: Cluster) => Tenant, ...more: readonly Manifest[]): ClusterContract {
  const { objects } = renderCluster((scope: ClusterScope, id: string) => {
    const cluster = new Cluster(scope, id, { ...plain, gatewayApi: { version: '1.6' }, variables: { domain: 'a.io' } });
    make(cluster);
    return cluster;
  });
  return readPart([...objects, ...more]);
}

function readPart(manifests: readonly Manifest[]): ClusterContract {
  const indexed = manifests.map((manifest) => ({
    manifest,
    owner: manifest.metadata.labels?.['toolkit.fluxcd.io/tenant'] === 'shop' ? 'tenant/shop' : 'platform/x',
    ofHub: manifest.metadata.namespace === 'flux-system',
    file: 'x.yaml',
    origin: () => undefined,
  }));
  const flux = { version: '2.9.4', release: '2.9', components: ['kustomize-controller'] } as const;
  const versions = { name: 'test', kubernetes: '1.34', flux, gatewayApi: { version: '1.6' } };
  const part = clusterContracts(versions, new ManifestIndex(indexed), accessOf(manifests)).get('shop');
  if (!part) throw new Error('shop has no contract');
  return part;
}

const shop = (cluster: Cluster) => {
  const tenant = new Tenant(cluster, 'shop', { source, quota: { cpu: 4, pods: 20 } });
  tenant.addKustomization('web', { path: './deploy/prod' });
  return tenant;
};

test('every tenant of the fleet has one, of every cluster that it is on', () => {
  const places = (tenant: string) =>
    Object.entries(contractOf(tenant).environments).map(([name, clusters]) => [name, Object.keys(clusters)]);

  expect(places('billing')).toEqual([
    ['prod', ['prod-eu', 'prod-us']],
    ['staging', ['staging-eu']],
  ]);
  expect(places('search')).toEqual([
    ['prod', ['prod-us']],
    ['staging', ['staging-eu']],
  ]);
});

test('it says what an app is applied from: its folder, its account, where its objects go, and what variables stand for', () => {
  expect(contractOf('billing').environments.prod?.['prod-eu']?.apps).toEqual({
    api: {
      path: 'deploy/prod',
      source: 'GitRepository/billing',
      serviceAccount: 'reconciler',
      targetNamespace: 'billing',
      variables: { cluster: 'prod-eu', domain: 'eu.acme.io', region: 'eu-central-1' },
    },
    worker: {
      path: 'worker/prod',
      source: 'GitRepository/billing',
      serviceAccount: 'reconciler',
      targetNamespace: 'billing',
    },
  });
  expect(contractOf('payments').environments.staging?.['staging-eu']?.apps.payments?.variables).toEqual({
    cluster: 'staging-eu',
    domain: 'eu.staging.acme.io',
    region: 'eu-central-1',
  });
});

test('it says whatever of an app changes what is applied, and nothing of when or how that is done', () => {
  const patches = [{ target: { kind: 'Deployment' }, patch: '- { op: remove, path: /spec/replicas }' }];
  const images = [{ name: 'web', newTag: '1.2' }];
  const { apps } = partOf((cluster) => {
    const tenant = new Tenant(cluster, 'shop', { source });
    tenant.addKustomization('plain', {
      wait: true,
      force: true,
      timeout: '5m',
      ignore: [{ paths: ['/spec/replicas'] }],
    });
    tenant.addKustomization('changed', {
      namePrefix: 'a-',
      nameSuffix: '-z',
      patches,
      images,
      components: ['../tls'],
      ignoreMissingComponents: true,
      buildMetadata: ['originAnnotations'],
      commonMetadata: { labels: { team: 'shop' } },
      postBuild: { substituteStrategy: 'Always' },
    });
    tenant.addKustomization('secret', { decryption: { provider: 'sops', secretRef: { name: 'age' } } });
    tenant.addKustomization('far', { kubeConfig: { secretRef: { name: 'far' } } });
    return tenant;
  });
  const everywhere = { path: '', source: 'GitRepository/shop', serviceAccount: 'reconciler', targetNamespace: 'shop' };

  expect(apps).toEqual({
    plain: everywhere,
    changed: {
      ...everywhere,
      variables: {},
      substituteStrategy: 'Always',
      build: {
        namePrefix: 'a-',
        nameSuffix: '-z',
        patches,
        images,
        components: ['../tls'],
        ignoreMissingComponents: true,
        buildMetadata: ['originAnnotations'],
      },
      commonMetadata: { labels: { team: 'shop' } },
    },
    secret: { ...everywhere, decrypts: true },
    far: { ...everywhere, otherCluster: true },
  });
});

test('it says where the hub serves something itself, by a chart or with a Service', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cache', namespace: 'shop' } };
  const chart = HelmChart.repository('https://charts.acme.io', 'cache', { version: '1.0.0' });
  const release = (cluster: Cluster) => {
    const tenant = shop(cluster);
    tenant.addHelmRelease('cache', { chart });
    return tenant;
  };

  expect(partOf(shop)).not.toHaveProperty('filled');
  expect(partOf(shop, { ...service, metadata: { ...service.metadata, namespace: 'other' } })).not.toHaveProperty(
    'filled',
  );
  expect(partOf(shop, service).filled).toBe(true);
  expect(partOf(release).filled).toBe(true);
});

test('it holds no address of the hub, no Secret, and no other tenant', () => {
  for (const [path, text] of Object.entries(files).filter(([path]) => path.startsWith('contracts/'))) {
    const others = ['billing', 'payments', 'search'].filter((name) => !path.includes(name));
    for (const other of others) expect(text).not.toContain(other);
    expect(text).not.toMatch(/fleet-hub|secretRef/);
  }
});

test('what a namespace gives is read from its manifests: level, quota, defaults of containers', () => {
  const { namespaces } = partOf(shop);

  expect(namespaces.shop).toMatchObject({
    podSecurity: { level: 'restricted' },
    quota: { 'requests.cpu': '4', pods: '20', 'services.loadbalancers': '0' },
    containerDefaults: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  });
});

test('a namespace without a level has none enforced, and one with an unknown level the strictest', () => {
  const levelOf = (labels: Readonly<Record<string, string>>) =>
    namespaceContract({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels } }, [], []).podSecurity;

  expect(levelOf({})).toEqual({ level: 'privileged', version: 'latest' });
  expect(levelOf({ 'pod-security.kubernetes.io/enforce': 'strict' }).level).toBe('restricted');
  expect(
    levelOf({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'v1.33',
    }),
  ).toEqual({ level: 'baseline', version: 'v1.33' });
});

test('of two quotas the lesser one counts, and one for certain Pods only does not', () => {
  const quota = (name: string, spec: object): Manifest => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name, namespace: 'shop', labels: { 'toolkit.fluxcd.io/tenant': 'shop' } },
    spec,
  });
  const { namespaces } = partOf(
    shop,
    quota('more', { hard: { pods: '30', 'requests.memory': '1Gi' } }),
    quota('batch', { hard: { pods: '1' }, scopes: ['BestEffort'] }),
  );

  expect(namespaces.shop?.quota).toMatchObject({ pods: '20', 'requests.memory': '1Gi' });
});

test("the kinds are those that the tenant's account may apply there, and no others", () => {
  const kinds = (props: object) =>
    partOf((cluster) => {
      const tenant = new Tenant(cluster, 'shop', { source, ...props });
      tenant.addKustomization('web');
      return tenant;
    }).namespaces.shop?.kinds;

  expect(kinds({})).toEqual(
    expect.objectContaining({
      apps: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
      policy: ['PodDisruptionBudget'],
    }),
  );
  expect(kinds({})).not.toHaveProperty(['kustomize.toolkit.fluxcd.io']);
  expect(kinds({})).not.toHaveProperty(['rbac.authorization.k8s.io']);
  expect(kinds({ selfService: true })).toHaveProperty(['kustomize.toolkit.fluxcd.io'], ['Kustomization']);
  expect(kinds({ workloadRbac: true })).toHaveProperty(['rbac.authorization.k8s.io'], ['Role', 'RoleBinding']);
});

test('who may write Roles is told what those may hold at most, and nobody else', () => {
  const rights = (props: object) =>
    partOf((cluster) => {
      const tenant = new Tenant(cluster, 'shop', { source, ...props });
      tenant.addKustomization('web');
      return tenant;
    }).namespaces.shop?.rights;

  expect(rights({})).toBeUndefined();
  expect(rights({ workloadRbac: true })).toContainEqual({
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  });
});

test('a kind that the hub has no schema of stands as its plural', () => {
  const metadata = { name: 'more', namespace: 'shop', labels: { 'toolkit.fluxcd.io/tenant': 'shop' } };
  const { namespaces } = partOf(
    shop,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: ['example.com'], resources: ['widgets', 'widgets/status'], verbs: ['*'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { kind: 'Role', name: 'more', apiGroup: 'rbac.authorization.k8s.io' },
      subjects: [{ kind: 'ServiceAccount', name: 'reconciler', namespace: 'shop' }],
    },
  );

  expect(namespaces.shop?.kinds['example.com']).toEqual(['widgets']);
});

const gateway = (...listeners: readonly object[]): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'gateway' },
  spec: { gatewayClassName: 'envoy', listeners },
});
const listener = (name: string, hostname: string | undefined, namespaces: object) => ({
  name,
  port: 443,
  protocol: 'HTTPS',
  ...(hostname && { hostname }),
  allowedRoutes: { namespaces },
});
const only = (...names: string[]) => ({
  from: 'Selector',
  selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: names }] },
});

/** What the Namespace says once hostnames are granted. */
function granted(hostnames: string, gateways = 'Gateway/gateway/public') {
  return partOfNamespace({ [namespaceAnnotations.hostnames]: hostnames, [namespaceAnnotations.parents]: gateways });
}

function partOfNamespace(annotations: Readonly<Record<string, string>>) {
  const { objects } = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, plain);
    shop(cluster);
    return cluster;
  });
  return (...more: readonly Manifest[]) =>
    readPart([
      ...objects.map((each) =>
        each.kind === 'Namespace' && each.metadata.name === 'shop'
          ? {
              ...each,
              metadata: {
                ...each.metadata,
                annotations: { ...annotations, [namespaceAnnotations.namespaces]: 'shop' },
              },
            }
          : each,
      ),
      ...more,
    ]);
}

test('the parents are the listeners that admit its namespaces, each with the granted hostnames it answers for', () => {
  const part = granted('*.shop.a.io,shop.a.io')(
    gateway(
      listener('shop.a.io', 'shop.a.io', only('shop')),
      listener('any.shop.a.io', '*.shop.a.io', only('shop', 'shop-jobs')),
      listener('other', 'shop.a.io', only('billing')),
      listener('redirect', undefined, { from: 'Same' }),
    ),
  );

  expect(part.parents).toEqual([
    {
      kind: 'Gateway',
      namespace: 'gateway',
      name: 'public',
      sectionName: 'any.shop.a.io',
      protocol: 'HTTPS',
      port: 443,
      hostnames: ['*.shop.a.io'],
    },
    {
      kind: 'Gateway',
      namespace: 'gateway',
      name: 'public',
      sectionName: 'shop.a.io',
      protocol: 'HTTPS',
      port: 443,
      hostnames: ['shop.a.io'],
    },
  ]);
  expect(part.namespaces.shop?.annotations).toEqual({
    'cdk8s-flux-hub/hostnames': '*.shop.a.io,shop.a.io',
    'cdk8s-flux-hub/namespaces': 'shop',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/public',
  });
});

test('a gateway that the Namespace does not name is no parent, nor is one that nothing was granted on', () => {
  const shared = gateway(listener('shop.a.io', 'shop.a.io', { from: 'All' }));

  expect(granted('shop.a.io', 'Gateway/gateway/other')(shared).parents).toEqual([]);
  expect(partOfNamespace({ [namespaceAnnotations.parents]: 'Gateway/gateway/public' })(shared).parents).toEqual([]);
  expect(granted('shop.a.io')(shared).parents).toHaveLength(1);
});

test('what is let through is what the hub lets through: to names, and from the gateway', () => {
  const fromGateway = { from: [NetworkPeer.namespace('envoy').peer] };
  const part = partOf(shop, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-gateway', namespace: 'shop', labels: { 'toolkit.fluxcd.io/tenant': 'shop' } },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [fromGateway] },
  });

  expect(part.network.gateway).toEqual([fromGateway]);
  expect(part.network.dns).toMatchObject([
    {
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ]);
});

test('a tenant of which only the access is left has a contract without apps, and one that is gone has none', () => {
  const retired = (retire: 'apps' | 'identity') =>
    renderCluster((scope, id) => {
      const cluster = new Cluster(scope, id, plain);
      new Tenant(cluster, 'shop', { source, retire });
      return cluster;
    }).objects;

  expect(readPart(retired('apps')).apps).toEqual({});
  expect(() => readPart(retired('identity'))).toThrow('shop has no contract');
});

test('whatever Flux applies of a tenant says by an annotation which contract it was applied under', () => {
  const rendering = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, plain);
    const tenant = shop(cluster);
    tenant.addKustomization('own', { commonMetadata: { labels: { team: 'shop' }, annotations: { mine: 'too' } } });
    return cluster;
  });
  const specOf = (name: string, namespace: string) => rendering.get('Kustomization', name, namespace).spec;
  const hash = expect.stringMatching(/^[0-9a-f]{16}$/);

  expect(specOf('web', 'shop')).toMatchObject({ commonMetadata: { annotations: { 'cdk8s-flux-hub/contract': hash } } });
  expect(specOf('own', 'shop')).toMatchObject({
    commonMetadata: { labels: { team: 'shop' }, annotations: { mine: 'too', 'cdk8s-flux-hub/contract': hash } },
  });
  expect(specOf('tenant-shop', 'flux-system')).not.toHaveProperty('commonMetadata');
});

test('the annotation is that of the cluster’s own part', () => {
  const hash = contractOf('billing').environments.prod?.['prod-us']?.hash ?? '';

  expect(files['tenants/prod-us/billing/apps/sync.yaml']).toContain(`cdk8s-flux-hub/contract: ${hash.slice(0, 16)}\n`);
});

test('its hash is true as long as nothing in it is changed, in either of its files', () => {
  for (const extension of ['json', 'ts']) {
    const path = `contracts/billing.${extension}`;
    const text = files[path] ?? '';

    expect(isTrueToItsHash(contractIn(text))).toBe(true);
    expect(isUnedited({ path, text })).toBe(true);
    expect(isUnedited({ path, text: text.replace('"pods": "200"', '"pods": "201"') })).toBe(false);
    expect(isUnedited({ path, text: text.replaceAll('"prod-us"', '"prod-eu2"') })).toBe(false);
    expect(isUnedited({ path: `contracts/search.${extension}`, text })).toBe(false);
  }
});

test('the order in which clusters are rendered changes no byte', () => {
  const part = contractOf('search').environments.prod?.['prod-us'] as ClusterContract;
  const other = { ...part, kubernetes: '1.33', hash: '' };
  const parts = [
    { environment: 'prod', cluster: 'b', ...partText(part) },
    { environment: 'prod', cluster: 'a', ...partText({ ...other, hash: partHash(other) }) },
    { environment: 'dev', cluster: 'z', ...partText(part) },
  ];

  expect(contractFiles('search', [...parts].reverse())).toEqual(contractFiles('search', parts));
  expect(contractIn(contractFiles('search', parts)[0]?.text ?? '')).toMatchObject({
    environments: { dev: { z: part }, prod: { a: { kubernetes: '1.33' }, b: part } },
  });
});
