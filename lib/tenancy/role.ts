import type { Manifest } from '../manifest/manifest';

/** What tenants' reconcilers may do; each is a ClusterRole, bound in the tenant's namespaces only. */
export const tenantRoles = {
  /** Every tenant. */
  base: 'flux-hub-tenant',
  /** Tenants with `workloadRbac`. */
  workloadRbac: 'flux-hub-tenant-rbac',
  /** Tenants with `selfService`. */
  selfService: 'flux-hub-tenant-flux',
} as const;

/** One thing that tenants may do, and why. Whatever is not listed is denied. */
export interface RoleGrant {
  /** Why tenants need it, as a sentence. */
  readonly why: string;
  /** API group; the empty string for the core group. */
  readonly apiGroup: string;
  /** Plurals, with their subresources: `pods`, `pods/log`. */
  readonly resources: readonly string[];
  /** What may be done with them. @default - everything that applying, waiting and pruning need */
  readonly verbs?: readonly string[];
}

const manage = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const read = ['get', 'list', 'watch'];
const write = ['create', 'patch'];

/**
 * Rights of every tenant. Kubernetes' own `admin` is not used: it lets its holder write Roles, impersonate the namespace's
 * ServiceAccounts and, since Flux adds its kinds to it, rewrite the Flux objects it is applied with. Who manages Secrets can
 * have tokens of the ServiceAccounts beside them all the same: those may do no more than the tenant.
 */
export const baseGrants: readonly RoleGrant[] = [
  {
    why: 'The workloads themselves; Pods too, for bare ones and for hooks of charts.',
    apiGroup: '',
    resources: ['pods', 'replicationcontrollers'],
  },
  {
    why: 'The workloads themselves.',
    apiGroup: 'apps',
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  },
  { why: 'Jobs, migrations and schedules.', apiGroup: 'batch', resources: ['jobs', 'cronjobs'] },
  {
    why: 'What workloads read, how they are reached, what they keep, and who they run as. Charts keep their releases in Secrets.',
    apiGroup: '',
    resources: ['configmaps', 'secrets', 'services', 'persistentvolumeclaims', 'serviceaccounts'],
  },
  {
    why: 'How the world reaches its workloads; which hostnames and gateways they may name is held by a policy.',
    apiGroup: 'gateway.networking.k8s.io',
    resources: ['httproutes', 'grpcroutes', 'tlsroutes'],
  },
  {
    why: 'Secrets that a store holds. Which of its keys a tenant may ask for is said where the platform makes the store.',
    apiGroup: 'external-secrets.io',
    resources: ['externalsecrets'],
  },
  { why: 'Secrets that only the cluster can open.', apiGroup: 'bitnami.com', resources: ['sealedsecrets'] },
  { why: 'Scaling by load.', apiGroup: 'autoscaling', resources: ['horizontalpodautoscalers'] },
  { why: 'Staying up while nodes are drained.', apiGroup: 'policy', resources: ['poddisruptionbudgets'] },
  {
    why: "Rules among the tenant's own workloads; the hub's own are guarded by a policy.",
    apiGroup: 'networking.k8s.io',
    resources: ['networkpolicies'],
  },
  {
    why: 'Health checks and troubleshooting look at these; nobody writes them by hand.',
    apiGroup: '',
    resources: ['events', 'endpoints', 'resourcequotas', 'limitranges', 'pods/log', 'pods/status'],
    verbs: read,
  },
  { why: 'Health checks of Services.', apiGroup: 'discovery.k8s.io', resources: ['endpointslices'], verbs: read },
];

/** Rights of tenants whose charts bring Roles of their own. Kubernetes lets nobody grant what they do not hold. */
export const workloadRbacGrants: readonly RoleGrant[] = [
  {
    why: 'Charts bring Roles for their own workloads.',
    apiGroup: 'rbac.authorization.k8s.io',
    resources: ['roles', 'rolebindings'],
  },
  {
    why: 'Controllers in charts elect a leader, and their Roles say so.',
    apiGroup: 'coordination.k8s.io',
    resources: ['leases'],
  },
  { why: 'They record what they do, as events.', apiGroup: '', resources: ['events'], verbs: write },
  { why: 'As above.', apiGroup: 'events.k8s.io', resources: ['events'], verbs: write },
];

/** Rights of tenants that write Flux objects of their own; lockdown makes those run as the tenant. */
export const selfServiceGrants: readonly RoleGrant[] = [
  {
    why: 'Sources of their own.',
    apiGroup: 'source.toolkit.fluxcd.io',
    resources: ['gitrepositories', 'ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
  },
  { why: 'Kustomizations of their own.', apiGroup: 'kustomize.toolkit.fluxcd.io', resources: ['kustomizations'] },
  { why: 'Charts of their own.', apiGroup: 'helm.toolkit.fluxcd.io', resources: ['helmreleases'] },
];

/** The three ClusterRoles as manifests. */
export function tenantRoleManifests(): Manifest[] {
  return [
    clusterRole(tenantRoles.base, baseGrants),
    clusterRole(tenantRoles.workloadRbac, workloadRbacGrants),
    clusterRole(tenantRoles.selfService, selfServiceGrants),
  ];
}

function clusterRole(name: string, grants: readonly RoleGrant[]): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: grants.map(({ apiGroup, resources, verbs = manage }) => ({ apiGroups: [apiGroup], resources, verbs })),
  };
}
