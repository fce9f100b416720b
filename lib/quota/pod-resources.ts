import { below, itemsOf, type Place } from '../manifest/place';
import type { Pod } from '../manifest/pod';
import { type Amounts, amountsIn, mostOf, sumOf } from './amounts';
import type { ContainerDefaults } from './namespace-limits';

/** What something is scheduled with, and what it may use at most, as admission completes it. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** A container with its resources. */
export interface ContainerResources extends Resources {
  readonly container: Place;
}

/** Nothing is given to containers that say nothing themselves. */
const NO_DEFAULTS: ContainerDefaults = { requests: {}, limits: {} };

/** The containers that count against a quota: not those for debugging, which have no resources. */
export function containerResources({ spec }: Pod, defaults: ContainerDefaults): readonly ContainerResources[] {
  const [requests, limits] = [defaults.requests, defaults.limits].map((value) => amountsIn({ path: '', value }));
  return ['initContainers', 'containers'].flatMap((field) =>
    itemsOf(below(spec, field)).map((container) => {
      const own = resourcesOf(container);
      return {
        container,
        // A request that is not set is the limit, but only a limit of the container's own.
        requests: { ...requests, ...own.limits, ...own.requests },
        limits: { ...limits, ...own.limits },
      };
    }),
  );
}

/**
 * What a whole Pod takes: all that run together, or what the start of one takes where that is more. What the Pod says itself stands.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podResources(pod: Pod, defaults: ContainerDefaults): Resources {
  const together = takenTogether(containerResources(pod, defaults));
  const own = resourcesOf(pod.spec);
  // A Pod with limits requests what its containers say, and its limits where they say nothing.
  const isLimited = Object.keys(own.limits).length > 0;
  const said = isLimited ? takenTogether(containerResources(pod, NO_DEFAULTS)).requests : {};
  return {
    requests: { ...together.requests, ...own.limits, ...said, ...own.requests },
    limits: { ...together.limits, ...own.limits },
  };
}

/** Whether the Pod as a whole says what it takes: its containers need not then. */
export function saysItself({ spec }: Pod): boolean {
  const { requests, limits } = resourcesOf(spec);
  return Object.keys({ ...requests, ...limits }).length > 0;
}

function takenTogether(containers: readonly ContainerResources[]): Resources {
  return {
    requests: atOnce(containers.map(({ container, requests }) => [container, requests])),
    limits: atOnce(containers.map(({ container, limits }) => [container, limits])),
  };
}

function resourcesOf(place: Place): Resources {
  const resources = below(place, 'resources');
  return { requests: amountsIn(below(resources, 'requests')), limits: amountsIn(below(resources, 'limits')) };
}

function atOnce(containers: readonly (readonly [container: Place, amounts: Amounts])[]): Amounts {
  let sidecars: Amounts = {};
  const moments: Amounts[] = [];
  const running: Amounts[] = [];
  for (const [container, amounts] of containers) {
    if (!container.path.includes('initContainers[')) running.push(amounts);
    else if (below(container, 'restartPolicy').value === 'Always') {
      sidecars = sumOf([sidecars, amounts]);
      moments.push(sidecars);
    } else moments.push(sumOf([sidecars, amounts]));
  }
  return mostOf([sumOf([sidecars, ...running]), ...moments]);
}
