import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { admitsNoPods, limitedBy } from './quota';
import { tenantNamespaces } from './tenant-namespaces';

/** What every tenant must not have without limit, and the resources that limit it; the first is the one to set. */
const needed: readonly {
  readonly what: string;
  readonly by: readonly [string, ...string[]];
  /** Where nothing but Pods uses it up. */
  readonly ofPods?: true;
}[] = [
  { what: 'CPU', by: ['requests.cpu', 'cpu', 'limits.cpu'], ofPods: true },
  { what: 'memory', by: ['requests.memory', 'memory', 'limits.memory'], ofPods: true },
  { what: 'Pods', by: ['pods', 'count/pods'] },
  { what: 'storage', by: ['requests.storage', 'persistentvolumeclaims', 'count/persistentvolumeclaims'] },
  { what: 'load balancers', by: ['services.loadbalancers', 'services', 'count/services'] },
  { what: 'node ports', by: ['services.nodeports', 'services', 'count/services'] },
];

/** A quota that forgets something a tenant can use up. */
export const quotaGap: ClusterRule = {
  id: 'tenancy/quota-gap',
  severity: 'warning',
  title: 'Quota with a gap',
  why: 'What a quota does not name is without limit: Pods without requests fill nodes, and each load balancer is paid for and public.',
  fix: 'Name it in spec.hard, with 0 where a tenant is to have none.',
  see: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  *check(facts) {
    const quotas = byNamespace(facts.index.ofKind('', 'ResourceQuota'));
    for (const { name } of tenantNamespaces(facts)) {
      const ofNamespace = quotas.get(name) ?? [];
      const [object] = ofNamespace;
      if (!object) continue;
      const limited = limitedBy(ofNamespace);
      const isIdle = admitsNoPods(limited);
      const gaps = needed.filter(({ by, ofPods }) => !(ofPods && isIdle) && !by.some((one) => limited.has(one)));
      if (gaps.length === 0) continue;
      yield {
        object,
        message: `leaves ${listed(gaps.map(({ what }) => what))} without a limit`,
        fix: `Add ${gaps.map(({ by }) => by[0]).join(', ')} to spec.hard, with 0 where a tenant is to have none.`,
      };
    }
  },
};

function listed(words: readonly string[]): string {
  return words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
