import type { Manifest } from '../manifest/manifest';
import { podOf } from '../manifest/pod';
import { formatAmount, isAbove } from './amounts';
import type { NamespaceLimits } from './namespace-limits';
import { type ContainerResources, containerResources, saysItself } from './pod-resources';
import { quotaNames } from './pod-usage';

/** A field for which no Pod of an object comes into the namespace, however much room there is. */
export interface PodRefusal {
  readonly manifest: Manifest;
  /** From the root of the object: `spec.template.spec.containers[web].resources.requests.cpu`. */
  readonly path: string;
  /** A clause that follows the path. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

/** What a container must say, itself or by the namespace's defaults, once a quota limits it, and the fields that say it. */
const mustSay: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'requests.cpu': 'requests.cpu',
  'requests.memory': 'requests.memory',
  'limits.cpu': 'limits.cpu',
  'limits.memory': 'limits.memory',
};

/** What the Pods of an object are refused for by the limits of their namespace, whatever else is there. */
export function podRefusals(manifest: Manifest, { quota, containerDefaults }: NamespaceLimits): PodRefusal[] {
  const pod = podOf(manifest);
  if (pod === undefined) return [];
  const limited = Object.keys(quota).filter((resource) => Object.hasOwn(mustSay, resource));
  const required = saysItself(pod) ? [] : limited;
  return containerResources(pod, containerDefaults).flatMap((resources) =>
    [...unsaid(resources, required), ...contradictions(resources)].map((refusal) => ({ manifest, ...refusal })),
  );
}

function unsaid({ container, ...resources }: ContainerResources, required: readonly string[]) {
  const said = quotaNames(resources);
  const fields = required.filter((resource) => said[resource] === undefined).map((resource) => mustSay[resource]);
  return [...new Set(fields)].map((field) => ({
    path: `${container.path}.resources.${field}`,
    message: 'is not set, and the quota of the namespace limits it',
    fix: 'Set it: the namespace has no default for it.',
  }));
}

function contradictions({ container, requests, limits }: ContainerResources) {
  return Object.entries(limits).flatMap(([resource, limit]) => {
    const request = requests[resource];
    if (request === undefined || !isAbove(request, limit)) return [];
    return {
      path: `${container.path}.resources.requests.${resource}`,
      message: `is ${formatAmount(resource, request)}, above the limit of ${formatAmount(resource, limit)}`,
      fix: `Set resources.limits.${resource} to ${formatAmount(resource, request)} or more, or request less.`,
    };
  });
}
