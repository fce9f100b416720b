import type { Manifest, ManifestMetadata } from '../manifest/manifest';
import { parseQuantity } from '../manifest/quantity';

/** How much each namespace of a tenant may hold. */
export interface Quota {
  /** CPUs, requests and limits alike. @default 10 */
  readonly cpu?: number | string;
  /** Memory, requests and limits alike, as a Kubernetes quantity. @default '20Gi' */
  readonly memory?: string;
  /** Pods that are not finished. @default 100 */
  readonly pods?: number;
  /** Storage that claims may ask for in all. @default '100Gi' */
  readonly storage?: string;
  /** Services of type LoadBalancer. @default 0 */
  readonly loadBalancers?: number;
  /** Node ports of Services; a load balancer takes one for each of its ports. @default - two for each load balancer */
  readonly nodePorts?: number;
  /** Kustomizations, and as many HelmReleases. @default 50 */
  readonly fluxObjects?: number;
}

/** Every property of a quota. */
export const quotaProperties = {
  cpu: true,
  memory: true,
  pods: true,
  storage: true,
  loadBalancers: true,
  nodePorts: true,
  fluxObjects: true,
} satisfies Record<keyof Quota, true>;

/** CPU and memory of a container that says nothing itself. */
export interface ContainerDefaults {
  /** What it is scheduled with. @default { cpu: '100m', memory: '128Mi' } */
  readonly requests?: { readonly cpu?: string; readonly memory?: string };
  /** What it may use at most. @default { cpu: '500m', memory: '512Mi' } */
  readonly limits?: { readonly cpu?: string; readonly memory?: string };
}

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export function resourceQuota(metadata: ManifestMetadata, quota: Quota): Manifest {
  const {
    cpu = 10,
    memory = '20Gi',
    pods = 100,
    storage = '100Gi',
    loadBalancers = 0,
    nodePorts = 2 * loadBalancers,
    fluxObjects = 50,
  } = quota;
  const hard = {
    'requests.cpu': cpu,
    'requests.memory': memory,
    'requests.storage': storage,
    'limits.cpu': cpu,
    'limits.memory': memory,
    pods,
    'services.loadbalancers': loadBalancers,
    'services.nodeports': nodePorts,
    'count/kustomizations.kustomize.toolkit.fluxcd.io': fluxObjects,
    'count/helmreleases.helm.toolkit.fluxcd.io': fluxObjects,
  };
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: { hard: Object.fromEntries(Object.entries(hard).map(([resource, amount]) => [resource, String(amount)])) },
  };
}

/** @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
export function limitRange(metadata: ManifestMetadata, defaults: ContainerDefaults): Manifest {
  const { requests, limits } = containerAmounts(defaults);
  const container = { type: 'Container', defaultRequest: requests, default: limits };
  return { apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [container] } };
}

/** A request that is above its limit: the API server refuses a LimitRange of such. */
export interface ExcessiveRequest {
  readonly resource: 'cpu' | 'memory';
  readonly request: string;
  readonly limit: string;
}

/** The requests of containers that say nothing which are above their limits. */
export function excessiveRequests(defaults: ContainerDefaults): ExcessiveRequest[] {
  const { requests, limits } = containerAmounts(defaults);
  return (['cpu', 'memory'] as const)
    .map((resource) => ({ resource, request: String(requests[resource]), limit: String(limits[resource]) }))
    .filter(({ request, limit }) => isAbove(parseQuantity(request), parseQuantity(limit)));
}

/** Amounts that cannot be read, and limits below nothing, are reported as what they are. */
function isAbove(request: number | undefined, limit: number | undefined): boolean {
  return request !== undefined && limit !== undefined && limit >= 0 && request > limit;
}

function containerAmounts({ requests, limits }: ContainerDefaults) {
  return {
    requests: { cpu: '100m', memory: '128Mi', ...requests },
    limits: { cpu: '500m', memory: '512Mi', ...limits },
  };
}
