import type { Manifest } from '../manifest/manifest';
import { annotationPrefix } from '../manifest/namespace-annotations';
import { parseQuantity } from '../manifest/quantity';
import { listIn, mapIn, stringIn } from '../tree/fields';
import type { Kinds } from './admitted-kinds';
import type { NamespaceContract } from './contract';

const podSecurity = 'pod-security.kubernetes.io/enforce';
const levels = ['privileged', 'baseline', 'restricted'] as const;

/** What a namespace gives, by its own manifest and the quotas and limits in it. */
export function namespaceContract(
  { metadata }: Manifest,
  inside: readonly Manifest[],
  kinds: Kinds,
): NamespaceContract {
  const { labels = {}, annotations = {} } = metadata;
  const own = Object.entries(annotations).filter(([key]) => key.startsWith(annotationPrefix));
  return {
    labels,
    annotations: Object.fromEntries(own),
    podSecurity: {
      // a Namespace that says nothing, or nothing that there is, has no level
      level: levels.find((level) => level === labels[podSecurity]) ?? 'privileged',
      version: labels[`${podSecurity}-version`] ?? 'latest',
    },
    kinds,
    quota: quotaOf(inside.filter(({ kind }) => kind === 'ResourceQuota')),
    containerDefaults: defaultsOf(inside.filter(({ kind }) => kind === 'LimitRange')),
  };
}

/** Quotas for certain Pods only are passed over. */
function quotaOf(quotas: readonly Manifest[]): Readonly<Record<string, string>> {
  const least: Record<string, string> = {};
  for (const { hard, scopes, scopeSelector } of quotas.map(({ spec }) => mapIn(spec))) {
    if (listIn(scopes).length > 0 || scopeSelector !== undefined) continue;
    for (const [resource, amount] of Object.entries(textsIn(hard)))
      if (!isBelow(least[resource], amount)) least[resource] = amount;
  }
  return least;
}

function isBelow(amount: string | undefined, other: string): boolean {
  return amount !== undefined && (parseQuantity(amount) ?? 0) < (parseQuantity(other) ?? 0);
}

function defaultsOf(ranges: readonly Manifest[]): NamespaceContract['containerDefaults'] {
  const limits = ranges.flatMap(({ spec }) => listIn(mapIn(spec).limits).map(mapIn));
  const ofContainers = limits.filter(({ type }) => type === 'Container');
  return {
    requests: Object.assign({}, ...ofContainers.map(({ defaultRequest }) => textsIn(defaultRequest))),
    limits: Object.assign({}, ...ofContainers.map((each) => textsIn(each.default))),
  };
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapIn(value)).map(([key, each]) => [key, stringIn(each) ?? String(each)] as const),
  );
}
