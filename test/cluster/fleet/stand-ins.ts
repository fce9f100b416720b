import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { archive } from '../harness/archive';
import { metadataOf, packChart } from '../harness/chart';
import type { TestCluster } from '../harness/cluster';
import { openFixture, type Upstreams } from '../harness/rewrite';
import { spokeOf } from './spokes';

/** A chart of the example's: what is installed in its place brings the same kinds, and a workload that becomes ready. */
interface StandInChart {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  readonly crds?: string;
  /** More objects of the chart. */
  readonly objects?: readonly object[];
}

const root = join(__dirname, '../../..');
const crds = (project: string) => readFileSync(join(__dirname, '../crds', `${project}.yaml`), 'utf8');

/** A definition with no schema to speak of, for kinds of which only the order of their arrival matters. */
const definition = (group: string, kind: string, plural: string) =>
  stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  });

/** Its kind comes with kube-prometheus-stack: what has one cannot be installed before. */
const serviceMonitor = (name: string) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, endpoints: [{ port: 'metrics' }] },
});

const CHARTS: readonly StandInChart[] = [
  {
    repository: 'https://charts.jetstack.io',
    name: 'cert-manager',
    version: 'v1.21.1',
    crds: crds('cert-manager'),
    objects: [serviceMonitor('cert-manager')],
  },
  {
    repository: 'https://kyverno.github.io/kyverno/',
    name: 'kyverno',
    version: '3.9.0',
    crds: crds('kyverno'),
    objects: [serviceMonitor('kyverno')],
  },
  {
    repository: 'https://prometheus-community.github.io/helm-charts',
    name: 'kube-prometheus-stack',
    version: '88.5.3',
    crds: definition('monitoring.coreos.com', 'ServiceMonitor', 'servicemonitors'),
  },
  {
    repository: 'https://grafana-community.github.io/helm-charts',
    name: 'loki',
    version: '18.11.0',
    objects: [serviceMonitor('loki')],
  },
  {
    repository: 'https://helm.goharbor.io',
    name: 'harbor',
    version: '1.19.1',
    objects: [
      serviceMonitor('harbor'),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'harbor' },
        spec: { selector: { app: 'harbor' }, ports: [{ port: 80 }] },
      },
    ],
  },
];

const GATEWAY_CHART = { name: 'gateway-helm', version: 'v1.9.0' };

/** A workload that Pod Security admits at its strictest. */
export function deployment(name: string, more: { labels?: Record<string, string> } = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...more },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'main',
              image: 'registry.example/main:1',
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  };
}

/**
 * Serves everything that the example fleet fetches from outside.
 * @returns where its URLs lead, and what its sealed Secrets need to be let in there
 */
export async function serveStandIns(cluster: TestCluster, clusterName: string): Promise<Upstreams> {
  const { git, charts, registry } = cluster;
  const chartUrls = CHARTS.map(({ repository, name, version, crds, objects = [] }) => {
    const files = {
      ...(crds && { 'crds/crds.yaml': crds }),
      'templates/objects.yaml': [deployment(name), ...objects].map((object) => stringify(object)).join('---\n'),
    };
    return [repository, charts.publish(packChart(name, version, files))] as const;
  });

  const gateway = packChart(GATEWAY_CHART.name, GATEWAY_CHART.version, {
    'templates/objects.yaml': stringify(deployment('envoy-gateway')),
  });
  const gatewayConfig = metadataOf(gateway.name, gateway.version);
  registry.push('envoyproxy/gateway-helm', gateway.version, 'helm', gateway.archive, gatewayConfig);
  const generated = 'charts/gateway-helm/charts/crds/crds/generated';
  await cluster.push(
    'gateway',
    { [`${generated}/envoyproxies.yaml`]: definition('gateway.envoyproxy.io', 'EnvoyProxy', 'envoyproxies') },
    ['v1.9.0'],
  );
  await cluster.push(
    'gateway-api',
    {
      'config/crd/kustomization.yaml': stringify({ resources: ['standard.yaml'] }),
      'config/crd/standard.yaml': crds('gateway-api'),
    },
    ['v1.6.1'],
  );

  await cluster.push('billing-apps', spokeOf('billing'), ['v1.4.2']);
  await cluster.push('payments-config', spokeOf('payments'), ['v2.8.0']);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (const tag of ['latest', '3.1.0']) {
    const digest = registry.push('acme/search-manifests', tag, 'flux', archive(spokeOf('search')));
    registry.sign('acme/search-manifests', digest, privateKey);
  }
  const login = join(root, 'secrets', clusterName, 'payments/git-https.yaml');
  if (existsSync(login)) {
    const { stringData } = await openFixture(readFileSync(login, 'utf8'));
    git.allowLogin(stringData.username ?? '', stringData.password ?? '');
  }

  return {
    urls: {
      ...Object.fromEntries(chartUrls),
      'oci://docker.io/envoyproxy/gateway-helm': registry.url('envoyproxy/gateway-helm'),
      'https://github.com/envoyproxy/gateway': git.httpUrl('gateway'),
      'https://github.com/kubernetes-sigs/gateway-api': git.httpUrl('gateway-api'),
      'ssh://git@github.com/acme/billing-apps': git.sshUrl('billing-apps'),
      'https://github.com/acme/payments-config': git.httpsUrl('payments-config'),
      'oci://ghcr.io/acme/search-manifests': registry.url('acme/search-manifests'),
    },
    secrets: {
      git: { known_hosts: git.knownHosts },
      'git-https': { 'ca.crt': git.certificate },
      cosign: { 'cosign.pub': publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    },
  };
}
