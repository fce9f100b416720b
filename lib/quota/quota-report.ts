import type { Severity } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { parseQuantity } from '../manifest/quantity';
import { type Amounts, formatAmount, isAbove } from './amounts';
import { autoscaled } from './autoscalers';
import type { NamespaceLimits } from './namespace-limits';
import { type ObjectUsage, objectUsage } from './object-usage';
import { type PodRefusal, podRefusals } from './pod-refusals';

/** A resource of which objects take more than their namespace may have. */
export interface Overrun {
  /** As the quota names it: `requests.cpu`. */
  readonly resource: string;
  /** How much there may be, as the quota says it. */
  readonly hard: string;
  /** How much there is then: `12.5`, `64Gi`. */
  readonly amount: string;
  /** An error if it never fits, a warning if it does not once all has scaled out, a note if it only does not while that rolls out. */
  readonly severity: Severity;
  /** A clause that says when, following the amount. */
  readonly when: string;
  /** Who takes how much of it, most first. */
  readonly by: readonly { readonly manifest: Manifest; readonly amount: string }[];
}

/** What becomes of some objects in a namespace with limits. */
export interface QuotaReport {
  /** At most one of each resource, the worst. */
  readonly overruns: readonly Overrun[];
  readonly refusals: readonly PodRefusal[];
  /** Workloads of which nobody here knows how many Pods they have: DaemonSets have one on each node, and count once. */
  readonly perNode: readonly Manifest[];
}

/** Some of what the objects take, and when that is. */
interface Moment {
  readonly severity: Severity;
  readonly when: string;
  readonly of: readonly ObjectUsage[];
  /** How many of an object's Pods there are then. */
  readonly pods: (usage: ObjectUsage) => number;
}

/** How some objects of one namespace, and no others, get along with its quota and limits. */
export function quotaReport(manifests: readonly Manifest[], namespace: NamespaceLimits): QuotaReport {
  const autoscalers = autoscaled(manifests);
  const usages = manifests.map((manifest) => objectUsage(manifest, namespace.containerDefaults, autoscalers));
  const moments = momentsOf(usages);
  return {
    overruns: Object.entries(namespace.quota).flatMap(([resource, hard]) => overrunOf(resource, hard, moments) ?? []),
    refusals: usages.filter(({ pods }) => pods.most > 0).flatMap(({ manifest }) => podRefusals(manifest, namespace)),
    perNode: manifests.filter(({ apiVersion, kind }) => kind === 'DaemonSet' && apiVersion.startsWith('apps/')),
  };
}

/** When to look, what is worst first. */
function momentsOf(usages: readonly ObjectUsage[]): readonly Moment[] {
  const makers = usages.filter(({ pods }) => pods.most > 0);
  return [
    { severity: 'error', when: 'with the fewest Pods', of: usages, pods: ({ pods }) => pods.least },
    ...makers.map((usage) => ({
      severity: 'error' as const,
      when: 'for a single Pod',
      of: [{ ...usage, own: {} }],
      pods: () => 1,
    })),
    { severity: 'warning', when: 'with the most Pods', of: usages, pods: ({ pods }) => pods.most },
    { severity: 'note', when: 'while all rolls out', of: usages, pods: ({ pods }) => pods.most + pods.surge },
  ];
}

function overrunOf(resource: string, hard: string, moments: readonly Moment[]): Overrun | undefined {
  const limit = parseQuantity(hard);
  if (limit === undefined) return undefined;
  for (const { severity, when, of, pods } of moments) {
    const taken = of.map((usage) => ({ manifest: usage.manifest, amount: amountFor(resource, usage, pods(usage)) }));
    const sum = taken.reduce((all, { amount }) => all + amount, 0);
    if (!isAbove(sum, limit)) continue;
    const by = taken.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount);
    return {
      resource,
      hard,
      amount: formatAmount(resource, sum),
      severity,
      when,
      by: by.map(({ manifest, amount }) => ({ manifest, amount: formatAmount(resource, amount) })),
    };
  }
  return undefined;
}

function amountFor(resource: string, { own, ofPod }: ObjectUsage, pods: number): number {
  return amountIn(own, resource) + amountIn(ofPod, resource) * pods;
}

function amountIn(amounts: Amounts, resource: string): number {
  return amounts[resource] ?? 0;
}
