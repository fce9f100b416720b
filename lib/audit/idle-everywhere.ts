import { acknowledgementRule } from '../checks/acknowledge';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import type { Finding } from '../manifest/finding';
import { groupOf } from '../manifest/manifest';

/** A cluster, with what the rules say of it. */
interface Judged {
  readonly facts: ClusterFacts;
  readonly findings: readonly Finding[];
}

/**
 * Whether a finding holds for all clusters that have the object: an acknowledgement in a base that several share is out of
 * date only where none of them needs it. Of all other rules, each finding stands for itself.
 */
export function isIdleEverywhere({ rule, object, message }: Finding, clusters: readonly Judged[]): boolean {
  if (rule !== acknowledgementRule.id || object === undefined) return true;
  const { apiVersion, kind, namespace, name } = object;
  const having = clusters.filter(({ facts }) => facts.index.has({ group: groupOf(apiVersion), kind, namespace, name }));
  return having.every(({ findings }) => findings.some((other) => other.rule === rule && other.message === message));
}
