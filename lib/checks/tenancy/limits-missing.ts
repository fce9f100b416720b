import { containerDefaults } from '../../quota/container-defaults';
import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { admitsNoPods, limitedBy } from './quota';
import { tenantNamespaces } from './tenant-namespaces';

/** What a quota limits that every container must say, if it is given none. */
const needed = {
  limits: ['limits.cpu', 'limits.memory'],
  requests: ['requests.cpu', 'cpu', 'requests.memory', 'memory'],
} as const;

/** A quota that every container must say amounts for, where none are given to those that do not. */
export const limitsMissing: ClusterRule = {
  id: 'tenancy/limits-missing',
  severity: 'warning',
  title: 'No defaults for containers',
  why: 'Under such a quota Kubernetes refuses every Pod with a container that does not say the amount, charts that are installed as they come among them.',
  fix: 'Add a LimitRange with default and defaultRequest for containers, or let Tenant do it.',
  see: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  *check(facts) {
    const quotas = byNamespace(facts.index.ofKind('', 'ResourceQuota'));
    const ranges = byNamespace(facts.index.ofKind('', 'LimitRange'));
    for (const { name } of tenantNamespaces(facts)) {
      const ofNamespace = quotas.get(name) ?? [];
      const [object] = ofNamespace;
      if (!object) continue;
      const limited = limitedBy(ofNamespace);
      if (admitsNoPods(limited)) continue;
      const given = containerDefaults((ranges.get(name) ?? []).map(({ manifest }) => manifest));
      const bare = (['limits', 'requests'] as const).flatMap((field) =>
        needed[field].filter(
          (resource) => limited.has(resource) && !(resource.slice(resource.indexOf('.') + 1) in given[field]),
        ),
      );
      if (bare.length > 0)
        yield { object, message: `limits ${bare.join(', ')}, and no LimitRange gives containers a default` };
    }
  },
};
