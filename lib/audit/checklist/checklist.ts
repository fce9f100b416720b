import type { ClusterFacts } from '../../checks/facts/cluster-facts';
import type { Finding } from '../../manifest/finding';
import type { TreeCluster } from '../../tree/tree';
import type { Item, Shortfall } from './item';
import { items } from './items';
import { lockdownPlan, type WorkItem } from './lockdown-plan';

/** What a cluster comes to by the checklist. */
export interface Checklist {
  readonly cluster: string;
  readonly items: readonly CheckedItem[];
  /** What would lose its rights if Flux were locked down now, in order; undefined where it is. */
  readonly lockdown?: readonly WorkItem[] | undefined;
}

/** A line of the checklist, as it is on a cluster. */
export interface CheckedItem {
  readonly id: string;
  readonly title: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  /** Why it is unknown. */
  readonly reason?: string | undefined;
  /** Where it does not hold. */
  readonly shortfalls: readonly Shortfall[];
}

/** References that Flux refuses under lockdown. */
const leaving = ['flux/foreign-reference', 'flux/foreign-source', 'isolation/borrowed-source'];

/** Judges a cluster by every line. @param findings what the rules say of it, and of the repo as a whole */
export function checklistOf(cluster: TreeCluster, facts: ClusterFacts, findings: readonly Finding[]): Checklist {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  return {
    cluster: cluster.name,
    items: items.map((item) => checked(item, facts, open)),
    lockdown: lockdownPlan(
      cluster,
      facts,
      open.filter(({ rule }) => leaving.includes(rule)),
    ),
  };
}

function checked(
  { id, title, rules, check, unknown }: Item,
  facts: ClusterFacts,
  findings: readonly Finding[],
): CheckedItem {
  const reason = unknown?.(facts);
  const found = findings.filter(({ rule }) => rules.includes(rule));
  const said = new Set(found.map(({ object }) => JSON.stringify(object)));
  const own = [...(check?.(facts) ?? [])].filter(({ object }) => !said.has(JSON.stringify(object)));
  const shortfalls = [...found, ...own].map(({ message, object, file, line }) => ({ message, object, file, line }));
  if (shortfalls.length > 0) return { id, title, status: 'fail', shortfalls };
  return { id, title, status: reason === undefined ? 'pass' : 'unknown', reason, shortfalls };
}
