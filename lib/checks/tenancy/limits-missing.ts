import type { IndexedObject } from '../../manifest/manifest-index';
import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { admitsNoPods, limitedBy } from './quota';
import { tenantNamespaces } from './tenant-namespaces';

type Amounts = Readonly<Record<string, unknown>>;

/** What a LimitRange says of one type, as far as containers that say nothing get it. */
interface Limit {
  readonly type?: string;
  readonly default?: Amounts;
  readonly defaultRequest?: Amounts;
  readonly max?: Amounts;
  readonly min?: Amounts;
}

/** Where a container gets an amount from that it does not say. @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
const given: readonly { readonly resources: readonly string[]; readonly from: readonly (keyof Limit)[] }[] = [
  { resources: ['limits.cpu', 'limits.memory'], from: ['default', 'max'] },
  {
    resources: ['requests.cpu', 'cpu', 'requests.memory', 'memory'],
    from: ['defaultRequest', 'default', 'max', 'min'],
  },
];

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
      const limits = (ranges.get(name) ?? []).flatMap(containerLimits);
      const bare = given.flatMap(({ resources, from }) =>
        resources.filter((resource) => {
          const plain = resource.slice(resource.indexOf('.') + 1);
          return limited.has(resource) && !limits.some((limit) => from.some((field) => plain in amounts(limit[field])));
        }),
      );
      if (bare.length > 0)
        yield { object, message: `limits ${bare.join(', ')}, and no LimitRange gives containers a default` };
    }
  },
};

function containerLimits({ manifest }: IndexedObject): readonly Limit[] {
  const { limits = [] } = (manifest.spec ?? {}) as { readonly limits?: readonly Limit[] };
  return limits.filter(({ type }) => type === 'Container');
}

function amounts(value: Limit[keyof Limit]): Amounts {
  return typeof value === 'object' ? value : {};
}
