import type { ReadCluster } from '../../../lib/audit/cluster-facts';
import type { Manifest } from '../../../lib/manifest/manifest';
import { adding, changing, type Removal } from '../removal';

type Fields = Readonly<Record<string, unknown>>;

const rbac = 'rbac.authorization.k8s.io';
const billing = 'deploy/tenants/staging-eu/billing/base/tenant.yaml';
const search = 'deploy/tenants/staging-eu/search/base/tenant.yaml';
const tenancy = 'deploy/infrastructure/staging-eu/tenancy/clusterrole.yaml';

/** One removal after the other. */
function all(...removals: readonly Removal[]): Removal {
  return (cluster) => removals.reduce((changed, removal) => removal(changed), cluster);
}

function withSpec(change: (spec: Fields) => Fields): (manifest: Manifest) => Manifest {
  return (manifest) => ({ ...manifest, spec: change(manifest.spec as Fields) });
}

/** With other arguments for the container of a Deployment. */
function withArguments(change: (args: readonly string[]) => readonly string[]): (manifest: Manifest) => Manifest {
  return withSpec((spec) => {
    const { template } = spec as { template: { spec: { containers: readonly { args: readonly string[] }[] } } };
    const containers = template.spec.containers.map((container) => ({ ...container, args: change(container.args) }));
    return { ...spec, template: { ...template, spec: { ...template.spec, containers } } };
  });
}

/** A repo that Flux's own manifests are not in, as where somebody installed Flux by hand, without lockdown. */
function withoutControllers(cluster: ReadCluster): ReadCluster {
  const isController = ({ kind, metadata }: Manifest) =>
    kind === 'Deployment' && metadata.labels?.['app.kubernetes.io/part-of'] === 'flux';
  return { ...cluster, objects: cluster.objects.filter(({ manifest }) => !isController(manifest)) };
}

function withoutAccount(kind: string, name: string): Removal {
  return changing(
    kind,
    name,
    withSpec(({ serviceAccountName: _, ...spec }) => spec),
  );
}

const reconciler = { kind: 'ServiceAccount', name: 'reconciler', namespace: 'billing' };

function binding(kind: 'RoleBinding' | 'ClusterRoleBinding', role: string, namespace?: string): Manifest {
  return {
    apiVersion: `${rbac}/v1`,
    kind,
    metadata: { name: 'more', ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects: [reconciler],
  };
}

/** What tenants' role allows besides. */
function alsoAllowing(group: string, resource: string, verb: string): Removal {
  const rule = { apiGroups: [group], resources: [resource], verbs: [verb] };
  return changing('ClusterRole', 'flux-hub-tenant', (role) => ({
    ...role,
    rules: [...(role.rules as readonly unknown[]), rule],
  }));
}

/** By rule: the example's staging cluster without what the rule asks for. */
export const isolationRemovals: Readonly<Record<string, Removal>> = {
  'isolation/impersonation': all(withoutControllers, withoutAccount('Kustomization', 'api')),
  'isolation/platform-account': withoutAccount('Kustomization', 'infra-cert-manager'),
  'isolation/lockdown': changing(
    'Deployment',
    'notification-controller',
    withArguments((args) => args.filter((arg) => !arg.startsWith('--no-cross-namespace-refs'))),
  ),
  'isolation/replaced-arguments': changing(
    'Deployment',
    'notification-controller',
    withArguments((args) => args.filter((arg) => arg.startsWith('--no-cross-namespace-refs'))),
  ),
  'isolation/nested-objects': all(
    withoutControllers,
    changing('ValidatingAdmissionPolicy', 'flux-hub-service-accounts', () => undefined),
    changing('ValidatingAdmissionPolicyBinding', 'flux-hub-service-accounts', () => undefined),
    adding(billing, binding('RoleBinding', 'edit', 'billing')),
  ),
  'isolation/sync-beside-flux': all(
    adding(billing, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'billing', namespace: 'flux-system' },
    }),
    adding(billing, {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'billing', namespace: 'flux-system', labels: { 'toolkit.fluxcd.io/tenant': 'billing' } },
      spec: {
        interval: '10m',
        path: './apps',
        prune: true,
        serviceAccountName: 'billing',
        sourceRef: { kind: 'GitRepository', name: 'gateway-api' },
        timeout: '5m',
      },
    }),
  ),
  'isolation/namespace-unmade': changing('Namespace', 'billing', () => undefined),
  'isolation/cluster-admin': changing('RoleBinding', 'reconciler', (manifest) => ({
    ...manifest,
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
  })),
  'isolation/cluster-binding': adding(tenancy, binding('ClusterRoleBinding', 'view')),
  'isolation/way-out': alsoAllowing('', 'namespaces', 'patch'),
  'isolation/foreign-subject': adding(search, binding('RoleBinding', 'view', 'search')),
  'isolation/widened-role': all(
    adding(billing, binding('RoleBinding', 'view', 'billing')),
    adding(tenancy, {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'leases', labels: { [`${rbac}/aggregate-to-view`]: 'true' } },
      rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] }],
    }),
  ),
  'isolation/own-gateway': alsoAllowing('gateway.networking.k8s.io', 'gateways', 'create'),
  'isolation/borrowed-source': all(
    withoutControllers,
    changing(
      'Kustomization',
      'api',
      withSpec((spec) => ({
        ...spec,
        sourceRef: { kind: 'GitRepository', name: 'gateway-api', namespace: 'flux-system' },
      })),
    ),
  ),
  'isolation/remote-cluster': changing(
    'Kustomization',
    'api',
    withSpec((spec) => ({ ...spec, kubeConfig: { configMapRef: { name: 'edge' } } })),
  ),
  'isolation/shared-key': changing(
    'Deployment',
    'kustomize-controller',
    withArguments((args) => [...args, '--sops-age-secret=sops-age']),
  ),
  'isolation/secret-variables': all(
    changing('ClusterRole', 'flux-hub-tenant', (role) => ({
      ...role,
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'patch'] }],
    })),
    changing(
      'Kustomization',
      'payments',
      withSpec((spec) => ({ ...spec, postBuild: { substituteFrom: [{ kind: 'Secret', name: 'git-https' }] } })),
    ),
  ),
};
