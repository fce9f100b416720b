import type { Pod } from '../manifest/pod';
import { type Amounts, sumOf } from './amounts';
import { ephemeralClaims } from './claim-usage';
import type { ContainerDefaults } from './namespace-limits';
import { podResources, type Resources } from './pod-resources';

/** What one Pod counts for. */
export function podUsage(pod: Pod, defaults: ContainerDefaults): Amounts {
  return sumOf([{ pods: 1, 'count/pods': 1 }, quotaNames(podResources(pod, defaults)), ephemeralClaims(pod.spec)]);
}

/** Amounts by the names that they have in a quota. @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#compute-resource-quota */
export function quotaNames({ requests, limits }: Resources): Amounts {
  const requested = Object.entries(requests).flatMap(([resource, amount]) =>
    (isNative(resource) ? [resource, `requests.${resource}`] : [`requests.${resource}`]).map((name) => [name, amount]),
  );
  const limited = Object.entries(limits)
    .filter(([resource]) => NATIVE.includes(resource))
    .map(([resource, amount]) => [`limits.${resource}`, amount]);
  return Object.fromEntries([...requested, ...limited]);
}

const NATIVE: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** Others, as `nvidia.com/gpu`, are counted by their requests alone. */
function isNative(resource: string): boolean {
  return NATIVE.includes(resource) || resource.startsWith('hugepages-');
}
