import type { Manifest } from '../../../lib/manifest/manifest';
import { adding, changing, type Removal } from '../removal';

const deploy = 'deploy/infrastructure/staging-eu';
const apps = 'deploy/tenants/staging-eu/billing/apps/sync.yaml';

/** By rule: the example's staging cluster without what the rule asks for. */
export const fluxRemovals: Readonly<Record<string, Removal>> = {
  'flux/reference-missing': changing('Secret', 'git', () => undefined),
  'flux/dependency-missing': setting('Kustomization', 'worker', { dependsOn: [{ name: 'app' }] }),
  'flux/dependency-cycle': setting('Kustomization', 'api', { dependsOn: [{ name: 'worker' }] }),
  'flux/path-missing': setting('Kustomization', 'infra-policies', { path: './deploy/infrastructure/staging-eu/rules' }),
  'flux/foreign-source': inTurn(
    changing('HelmRepository', 'loki', (manifest) => moved(manifest, 'loki')),
    setting('HelmRelease', 'loki', { chart: chartOf({ kind: 'HelmRepository', name: 'loki', namespace: 'loki' }) }),
  ),
  'flux/refused': setting('HelmRepository', 'loki', { url: 'oci://ghcr.io/grafana-community/charts' }),
  'flux/dependency-deadlock': setting('Kustomization', 'gateway-api', { dependsOn: [{ name: 'infra-gateway-api' }] }),
  'flux/depends-on-tenant': setting('Kustomization', 'infra-loki', {
    dependsOn: [{ name: 'api', namespace: 'billing' }],
  }),
  'flux/depends-on-stranger': setting('Kustomization', 'search', {
    dependsOn: [{ name: 'api', namespace: 'billing' }],
  }),
  'flux/foreign-ready-expression': setting('Kustomization', 'api', {
    dependsOn: [{ name: 'infra-loki', namespace: 'flux-system', readyExpr: "dep.spec.interval == '1h'" }],
  }),
  'flux/waits-for-tenants': inTurn(setting('Kustomization', 'tenant-billing-apps', { wait: true }), (cluster) => ({
    ...cluster,
    appliedBy: (object) =>
      object.file.endsWith('/apps/sync.yaml') ? 'flux-system/tenant-billing-apps' : cluster.appliedBy(object),
  })),
  'flux/foreign-reference': adding(apps, {
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Alert',
    metadata: { name: 'ready', namespace: 'billing' },
    spec: {
      providerRef: { name: 'chat' },
      eventSources: [{ kind: 'Kustomization', name: '*', namespace: 'search' }],
    },
  }),
  'flux/forbidden-address': setting('HelmRepository', 'loki', { url: 'https://169.254.169.254/charts' }),
  'flux/internal-address': setting('GitRepository', 'billing', { url: 'ssh://git@gitea.git.svc/billing/apps' }),
  'flux/credential-in-url': setting('HelmRepository', 'loki', { url: 'https://ci:secret@charts.acme.io' }),
  'flux/ambiguous-url': setting('GitRepository', 'billing', { url: 'ssh://git@github.com/acme/../mallory/apps' }),
  'flux/no-credentials': setting('GitRepository', 'billing', { secretRef: undefined }),
  'flux/plain-http': setting('HelmRepository', 'loki', { url: 'http://grafana-community.github.io/helm-charts' }),
  'flux/unpinned-version': setting('GitRepository', 'gateway-api', { ref: { branch: 'main' } }),
  'flux/version-range': setting('HelmRelease', 'loki', {
    chart: chartOf({ kind: 'HelmRepository', name: 'loki' }, '18.x'),
  }),
  'flux/release-taken': setting('HelmRelease', 'loki', { releaseName: 'harbor', storageNamespace: 'harbor' }),
  'flux/chart-missing': setting('HelmRelease', 'loki', { chart: undefined }),
  'flux/chart-name-taken': adding(`${deploy}/loki/helmchart.yaml`, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmChart',
    metadata: { name: 'flux-system-loki', namespace: 'flux-system' },
    spec: { chart: 'loki', interval: '1h', sourceRef: { kind: 'HelmRepository', name: 'loki' }, version: '18.11.0' },
  }),
  'flux/decryption-missing': setting('Kustomization', 'tenant-billing-apps', { decryption: undefined }),
  'flux/undefined-variable': substituting((object) => ({
    variables: [],
    undefined: [{ name: 'zone', object }],
    unescaped: [],
  })),
  'flux/unescaped-variable': substituting((object) => ({
    variables: [],
    undefined: [],
    unescaped: [{ source: '$[', message: 'it has no name', object }],
  })),
  'flux/unused-variable': substituting(() => ({
    variables: [{ name: 'zone', from: 'substitute', used: false }],
    undefined: [],
    unescaped: [],
  })),
  'flux/tenant-resource-set': adding(apps, {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'ResourceSet',
    metadata: { name: 'previews', namespace: 'billing' },
    spec: { inputs: [{ branch: 'main' }], resourcesTemplate: 'apiVersion: v1\n' },
  }),
  'flux/tenant-writes-hub': inTurn(hubInBilling, automating('images', 'images', 'hub')),
  'flux/unreviewed-automation': automating('images', 'main'),
  'flux/automation-race': inTurn(automating('images', 'images'), automating('more', 'images')),
  'flux/ignored-health-checks': setting('Kustomization', 'infra-loki', {
    healthChecks: [
      { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', name: 'loki', namespace: 'flux-system' },
    ],
  }),
  'flux/timeout-missing': setting('Kustomization', 'infra-loki', { timeout: undefined }),
  'flux/prune-off': setting('Kustomization', 'worker', { prune: false }),
  'flux/force': setting('Kustomization', 'worker', { force: true }),
  'flux/short-interval': setting('GitRepository', 'billing', { interval: '1s' }),
  'flux/workload-identity': changing('Deployment', 'source-controller', gated),
};

/** With some fields of a spec as given. */
function setting(kind: string, name: string, fields: Readonly<Record<string, unknown>>): Removal {
  return changing(kind, name, ({ spec, ...manifest }) => ({ ...manifest, spec: { ...(spec as object), ...fields } }));
}

function inTurn(...removals: readonly Removal[]): Removal {
  return (cluster) => removals.reduce((changed, removal) => removal(changed), cluster);
}

function moved({ metadata, ...manifest }: Manifest, namespace: string): Manifest {
  return { ...manifest, metadata: { ...metadata, namespace } } as Manifest;
}

function chartOf(sourceRef: object, version = '18.11.0'): object {
  return { spec: { chart: 'loki', sourceRef, version } };
}

type Substitution = ReturnType<NonNullable<Parameters<Removal>[0]['substitutionOf']>>;

/** Where the Kustomization that has variables comes to something else. */
function substituting(make: (object: { readonly manifest: Manifest }) => Substitution): Removal {
  return (cluster) => ({
    ...cluster,
    substitutionOf: (object) => (object.manifest.metadata.name === 'payments' ? make(object) : undefined),
  });
}

/** With the controllers of image automation, and an automation of a tenant's. */
function automating(name: string, push: string, source = 'billing'): Removal {
  const added = adding(apps, {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageUpdateAutomation',
    metadata: { name, namespace: 'billing' },
    spec: {
      interval: '5m',
      sourceRef: { kind: 'GitRepository', name: source },
      git: { commit: { author: { email: 'bot@acme.io' } }, push: { branch: push } },
    },
  });
  return (cluster) => {
    const { flux, ...versions } = cluster.cluster;
    const components = [...flux.components, 'image-reflector-controller', 'image-automation-controller'];
    return added({ ...cluster, cluster: { ...versions, flux: { ...flux, components } } });
  };
}

/** With the hub repo as a source in a tenant's namespace. */
function hubInBilling(cluster: Parameters<Removal>[0]): ReturnType<Removal> {
  const added = adding(apps, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'hub', namespace: 'billing' },
    spec: {
      interval: '5m',
      ref: { branch: 'main' },
      secretRef: { name: 'git' },
      url: 'ssh://git@github.com/acme/fleet-hub',
    },
  })(cluster);
  return { ...added, hubSources: new Set([...cluster.hubSources, 'GitRepository/billing/hub']) };
}

interface Deployment {
  readonly template: { readonly spec: { readonly containers: readonly { readonly args?: readonly string[] }[] } };
}

/** With accounts of their own for objects, and no default one. */
function gated(manifest: Manifest): Manifest {
  const { template, ...spec } = manifest.spec as Deployment;
  const containers = template.spec.containers.map(({ args = [], ...container }) => ({
    ...container,
    args: [...args, '--feature-gates=ObjectLevelWorkloadIdentity=true'],
  }));
  return { ...manifest, spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } } };
}
