import { ApiObject } from 'cdk8s';
import {
  GitSource,
  HelmChart,
  JsonPatch,
  KubeObject,
  type Part,
  PlatformService,
  type PlatformServiceProps,
  SecretRef,
} from 'cdk8s-flux-hub';
import { ClusterIssuer } from 'cdk8s-flux-hub/imports/cert-manager.io';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { ClusterRole, ConfigMap, Deployment } from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import { clusterWith, found } from '../support/plain-cluster';

const base = GitSource.https('https://github.com/acme/base', { ref: { tag: 'v1.0.0' } });
const certManager = HelmChart.repository('https://charts.jetstack.io', 'cert-manager', { version: 'v1.21.1' });

/** A cluster with one service, and what is put into it. */
function service(name: string, props: PlatformServiceProps, populate: (service: PlatformService) => void = () => {}) {
  return renderCluster(clusterWith((cluster) => populate(new PlatformService(cluster, name, props))));
}

test('a chart is installed by the helm-controller, into a namespace that the hub makes', () => {
  const rendered = service('cert-manager', {
    chart: certManager,
    podSecurity: 'restricted',
    values: { replicaCount: 2 },
    valuesFrom: [
      { secret: SecretRef.external('cert-manager-values', { createdBy: 'Terraform' }), optional: true },
      { configMap: 'shared-values', valuesKey: 'shared.yaml', optional: true },
    ],
    release: { driftDetection: { mode: 'enabled' }, upgrade: { remediation: { retries: 0 } } },
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('HelmRepository', 'cert-manager', 'flux-system').spec).toEqual({
    url: 'https://charts.jetstack.io',
    interval: '1h',
  });
  expect(rendered.get('HelmRelease', 'cert-manager', 'flux-system').spec).toEqual({
    chart: {
      spec: {
        chart: 'cert-manager',
        version: 'v1.21.1',
        sourceRef: { kind: 'HelmRepository', name: 'cert-manager' },
      },
    },
    driftDetection: { mode: 'enabled' },
    install: { crds: 'CreateReplace', remediation: { retries: 3 } },
    interval: '1h',
    releaseName: 'cert-manager',
    serviceAccountName: 'helm-controller',
    storageNamespace: 'cert-manager',
    targetNamespace: 'cert-manager',
    timeout: '10m',
    upgrade: { crds: 'CreateReplace', remediation: { retries: 0 } },
    values: { replicaCount: 2 },
    valuesFrom: [
      { kind: 'Secret', name: 'cert-manager-values', optional: true },
      { kind: 'ConfigMap', name: 'shared-values', valuesKey: 'shared.yaml', optional: true },
    ],
  });
  expect(rendered.get('Namespace', 'cert-manager').metadata.labels).toEqual({
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  });
  expect(rendered.get('Kustomization', 'infra-cert-manager', 'flux-system').spec).toMatchObject({
    path: './deploy/infrastructure/test/cert-manager',
    serviceAccountName: 'kustomize-controller',
    wait: true,
  });
});

test('a chart from a registry is pulled by tag and verified', () => {
  const { get } = service('envoy-gateway', {
    namespace: 'envoy-gateway-system',
    podSecurity: 'privileged',
    crds: 'Skip',
    chart: HelmChart.oci('oci://docker.io/envoyproxy/gateway-helm', {
      version: 'v1.9.0',
      verify: { cosignIdentities: [{ issuer: '^https://accounts.example.com$', subject: '^release@' }] },
    }),
  });

  expect(get('OCIRepository', 'envoy-gateway', 'flux-system').spec).toEqual({
    url: 'oci://docker.io/envoyproxy/gateway-helm',
    interval: '1h',
    ref: { tag: 'v1.9.0' },
    verify: {
      provider: 'cosign',
      matchOIDCIdentity: [{ issuer: '^https://accounts.example.com$', subject: '^release@' }],
    },
  });
  expect(get('HelmRelease', 'envoy-gateway').spec).toMatchObject({
    chartRef: { kind: 'OCIRepository', name: 'envoy-gateway' },
    install: { crds: 'Skip' },
    upgrade: { crds: 'Skip' },
    targetNamespace: 'envoy-gateway-system',
  });
  expect(get('Namespace', 'envoy-gateway-system').metadata.labels).toHaveProperty(
    ['pod-security.kubernetes.io/enforce'],
    'privileged',
  );
});

test('a service of a base repo is applied as it is there', () => {
  const rendered = service('metallb', {
    source: GitSource.https('https://github.com/acme/base', { ref: { tag: 'v3.1.0' } }),
    path: './services/metallb',
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('GitRepository', 'metallb', 'flux-system').spec).toHaveProperty('ref', { tag: 'v3.1.0' });
  expect(rendered.get('Kustomization', 'metallb', 'flux-system').spec).toMatchObject({
    path: './services/metallb',
    serviceAccountName: 'kustomize-controller',
    sourceRef: { kind: 'GitRepository', name: 'metallb' },
  });
  expect(rendered.objects.filter(({ kind }) => kind === 'Namespace')).toEqual([]);
});

test('HelmReleases of a base repo get the rights they need, from an account that is there before them', () => {
  const rendered = service('velero', {
    source: base,
    path: './services/velero',
    helmReleases: 'cluster-admin',
    kustomization: { patches: [{ patch: 'kind: Deployment', target: { kind: 'Deployment' } }] },
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('Namespace', 'velero')).toBeDefined();
  expect(rendered.get('ServiceAccount', 'helm-reconciler', 'velero')).toBeDefined();
  expect(rendered.can('velero/helm-reconciler', 'create', 'clusterroles.rbac.authorization.k8s.io')).toBe(true);
  expect(rendered.get('Kustomization', 'velero').spec).toHaveProperty('patches', [
    { patch: 'kind: Deployment', target: { kind: 'Deployment' } },
    {
      patch: '- op: add\n  path: /spec/serviceAccountName\n  value: helm-reconciler\n',
      target: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
    },
  ]);
});

test("an operator's custom resources are applied after it, and whoever needs the service waits for both", () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const service = new PlatformService(cluster, 'cert-manager', { chart: certManager });
      new ClusterIssuer(service.config, 'ca', { metadata: { name: 'ca' }, spec: { selfSigned: {} } });
      new PlatformService(cluster, 'ingress', { dependsOn: [service], namespace: 'ingress' });
    }),
  );
  const dependsOn = (name: string) => (rendered.get('Kustomization', name).spec as { dependsOn?: object }).dependsOn;

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('ClusterIssuer', 'ca').metadata).toEqual({ name: 'ca' });
  expect(rendered.files['infrastructure/test/cert-manager-config/clusterissuer.yaml']).toContain('name: ca');
  expect(dependsOn('infra-cert-manager-config')).toEqual([{ name: 'infra-cert-manager' }]);
  expect(dependsOn('infra-ingress')).toEqual([{ name: 'infra-cert-manager-config' }]);
});

test('a custom resource beside the chart that brings its CRD is refused', () => {
  const rendered = service('cert-manager', { chart: certManager }, (certManager) => {
    new ClusterIssuer(certManager, 'ca', { metadata: { name: 'ca' }, spec: { selfSigned: {} } });
  });

  expect(rendered.findings).toEqual([
    expect.objectContaining({
      rule: 'platform/custom-resource-too-early',
      message: 'ClusterIssuer ca would be applied together with the chart of cert-manager, before its CRDs are there.',
      fix: "Create it in the service's `config`: pass `service.config` in the place of the service.",
      construct: 'test/cert-manager/ca',
    }),
  ]);
});

test('a custom resource beside the source that brings its CRD is refused, and may stand in the config', () => {
  const issuer = { metadata: { name: 'ca' }, spec: { selfSigned: {} } };
  const beside = service('cert-manager', { source: base }, (certManager) => {
    new ClusterIssuer(certManager, 'ca', issuer);
  });
  const after = service('cert-manager', { source: base }, (certManager) => {
    new ClusterIssuer(certManager.config, 'ca', issuer);
  });

  expect(found(beside)).toEqual([
    'platform/custom-resource-too-early: ClusterIssuer ca would be applied together with the source of cert-manager, before its CRDs are there.',
  ]);
  expect(found(after)).toEqual([]);
});

test('constructs of cdk8s work in a service, in its namespace and its config', () => {
  const rendered = service('echo', { namespace: 'echo-system' }, (echo) => {
    new Deployment(echo, 'echo', {
      metadata: { name: 'echo' },
      containers: [{ image: 'ghcr.io/acme/echo:1.0.0', portNumber: 8080 }],
    });
    new ClusterRole(echo, 'reader', { metadata: { name: 'echo-reader' } });
    new ConfigMap(echo.config, 'settings', { metadata: { name: 'settings' }, data: { loud: 'yes' } });
  });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('Deployment', 'echo').metadata.namespace).toBe('echo-system');
  expect(rendered.get('ClusterRole', 'echo-reader').metadata).toEqual({ name: 'echo-reader' });
  expect(rendered.get('ConfigMap', 'settings').metadata.namespace).toBe('echo-system');
  expect(rendered.files['infrastructure/test/echo-config/configmap.yaml']).toContain('loud: "yes"');
});

test('a generated name is refused also in the config of a service', () => {
  const rendered = service('echo', { namespace: 'echo' }, (echo) => {
    new ApiObject(echo.config, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
  });

  expect(found(rendered)).toEqual(['manifest/name-missing: ConfigMap at test/echo/config/settings has no name.']);
});

test('CustomResourceDefinitions are kept when they vanish, since every object of their kind would go with them', () => {
  const { get } = service('crds', {}, (service) => {
    new KubeObject(service, 'widgets', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com', annotations: { 'example.com/owner': 'acme' } },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    });
  });

  expect(get('CustomResourceDefinition', 'widgets.example.com').metadata.annotations).toEqual({
    'example.com/owner': 'acme',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
});

test('what a release says of installs and upgrades comes on top of the retries, of which each can be set alone', () => {
  const { get } = service('cert-manager', {
    chart: certManager,
    release: {
      install: { createNamespace: false, remediation: { ignoreTestFailures: true } },
      upgrade: { crds: 'Skip', remediation: { retries: 0 } },
    },
  });

  expect(get('HelmRelease', 'cert-manager').spec).toMatchObject({
    install: { crds: 'CreateReplace', createNamespace: false, remediation: { retries: 3, ignoreTestFailures: true } },
    upgrade: { crds: 'Skip', remediation: { retries: 0 } },
  });
});

test('services are asked once each for their parts, however many wait for them', () => {
  let asked = 0;
  class Counted extends PlatformService {
    override parts(): readonly Part[] {
      asked++;
      return super.parts();
    }
  }
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const services: PlatformService[] = [];
      for (let index = 0; index < 20; index++)
        services.push(
          new Counted(cluster, `service-${index}`, { namespace: `ns-${index}`, dependsOn: services.slice(-2) }),
        );
    }),
  );

  expect(rendered.get('Kustomization', 'infra-service-19').spec).toHaveProperty('dependsOn', [
    { name: 'infra-service-17' },
    { name: 'infra-service-18' },
  ]);
  expect(asked).toBe(20);
});

test("a service cannot take Flux's own name, nor have the hub make a namespace that is there without it", () => {
  expect(found(service('flux-system', { source: base }))).toEqual([
    "platform/reserved-name: flux-system is the name of Flux's own objects, and cannot be that of a service.",
  ]);
  expect(found(service('dns', { source: base, namespace: 'kube-system', createNamespace: true }))).toEqual([
    'platform/reserved-namespace: Service dns asks the hub to make namespace kube-system, which is there without it.',
  ]);
});

test.each(['kube-system', 'default', 'flux-system'])('a service may run in %s, which it does not make', (namespace) => {
  const rendered = service('dns', { chart: certManager, namespace });

  expect(found(rendered)).toEqual([]);
  expect(rendered.get('HelmRelease', 'dns').spec).toHaveProperty('targetNamespace', namespace);
  expect(rendered.objects.filter(({ kind }) => kind === 'Namespace')).toEqual([]);
});

test('an option without what it belongs to does not compile, and is refused where nobody compiles', () => {
  const rendered = [
    // @ts-expect-error values belong to a chart
    service('web', { source: base, values: {}, crds: 'Skip' }),
    // @ts-expect-error a path belongs to a source
    service('web', { chart: certManager, path: './web', variables: false }),
    // @ts-expect-error a release belongs to a chart
    service('web', { namespace: 'web', release: {} }),
  ];

  expect(rendered.flatMap(found)).toEqual([
    'platform/unused-option: `values` of service web has no effect without `chart`.',
    'platform/unused-option: `crds` of service web has no effect without `chart`.',
    'platform/unused-option: `path` of service web has no effect without `source`.',
    'platform/unused-option: `variables` of service web has no effect without `source`.',
    'platform/unused-option: `release` of service web has no effect without `chart`.',
  ]);
});

test('a service that renders nothing is pointed out, and one that holds a construct is not', () => {
  const { findings } = service('web', {});

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'platform/empty',
      severity: 'warning',
      message: 'Service web renders nothing: it has no chart, no source and no object.',
      construct: 'test/web',
    }),
  ]);
  const holding = service('web', {}, (web) => {
    new ConfigMap(web.config, 'settings', { metadata: { name: 'settings' }, data: {} });
  });
  expect(found(holding)).toEqual([]);
  expect(holding.get('Kustomization', 'infra-web-config').spec).toHaveProperty('dependsOn', [{ name: 'infra-web' }]);
  expect(holding.get('Kustomization', 'infra-web')).toBeDefined();
});

test('constructs in a service may have any id', () => {
  const populate = (web: PlatformService) => {
    for (const id of ['namespace', 'release', 'release-chart', 'source', 'kustomization', 'helm-identity'])
      new ConfigMap(web, id, { metadata: { name: id, namespace: 'web' } });
  };

  expect(found(service('web', { chart: certManager }, populate))).toEqual([]);
  expect(found(service('web', { source: base, helmReleases: 'cluster-admin' }, populate))).toEqual([]);
});

test("all of Flux's own kinds may stand beside a chart: Flux is there before it", () => {
  const populate = (web: PlatformService) =>
    new KubeObject(web, 'generator', {
      apiVersion: 'source.extensions.fluxcd.io/v1beta1',
      kind: 'ArtifactGenerator',
      metadata: { name: 'apps', namespace: 'flux-system' },
      spec: {
        sources: [{ alias: 'hub', kind: 'GitRepository', name: 'flux-system' }],
        artifacts: [{ name: 'apps', copy: [{ from: '@hub/apps/**', to: '@artifact/' }] }],
      },
    });
  const rendered = renderCluster(
    clusterWith((cluster) => populate(new PlatformService(cluster, 'web', { chart: certManager })), {
      flux: {
        version: '2.9.4',
        components: ['source-controller', 'kustomize-controller', 'helm-controller', 'source-watcher'],
      },
    }),
  );

  expect(found(rendered)).toEqual([]);
});

test('what a service is made of can be patched', () => {
  const { get } = service('web', { chart: certManager, source: base }, (web) => {
    web.release?.patch(JsonPatch.add('/spec/suspend', true));
    web.kustomization?.patch(JsonPatch.add('/spec/force', true));
    web.source?.patch(JsonPatch.add('/spec/timeout', '2m'));
  });

  expect(get('HelmRelease', 'web').spec).toHaveProperty('suspend', true);
  expect(get('Kustomization', 'web').spec).toHaveProperty('force', true);
  expect(get('GitRepository', 'web').spec).toHaveProperty('timeout', '2m');
});

test('a service that is given a source which is there makes none', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const web = new PlatformService(cluster, 'web', { source: cluster.source });
      expect([web.source, web.release]).toEqual([undefined, undefined]);
    }),
  );

  expect(found(rendered)).toEqual([]);
});
