import type { Finding } from '../manifest/finding';
import { didYouMean } from '../manifest/similar';
import type { ClusterRecord } from '../stage/cluster-record';
import { ownerKey, tenantOf } from '../stage/owner-key';
import type { StagedFleet } from '../stage/stage';
import { enumerate, problem } from './problem';
import type { Published } from './published';
import type { Selection } from './request';

/** What a publish is about. */
export interface Selected {
  /** Rendered clusters to publish. */
  readonly publish: readonly ClusterRecord[];
  /** Published clusters to remove. */
  readonly remove: readonly Published[];
  /** Keys of the only owners to publish; undefined where whole clusters are. */
  readonly tenants: ReadonlySet<string> | undefined;
  /** Whether nothing was narrowed down. */
  readonly everything: boolean;
  readonly problems: readonly Finding[];
}

/** A cluster that was rendered, published, or both. */
interface Candidate {
  readonly name: string;
  readonly environment: string;
  readonly tenants: ReadonlySet<string>;
  readonly rendered: ClusterRecord | undefined;
}

/**
 * Chooses the clusters and tenants to publish.
 *
 * Problems: `publish/unknown-name`, `publish/nothing-selected`, `publish/cluster-gone`, `publish/not-rendered`,
 * `publish/remove-cluster`.
 */
export function select(
  selection: Selection,
  removeClusters: readonly string[],
  fleet: StagedFleet,
  published: ReadonlyMap<string, Published>,
): Selected {
  const { environments = [], clusters = [], tenants = [] } = selection;
  const candidates = candidatesOf(fleet, published);
  const matched = candidates.filter(
    ({ name, environment, tenants: held }) =>
      (environments.length === 0 || environments.includes(environment)) &&
      (clusters.length === 0 || clusters.includes(name)) &&
      (tenants.length === 0 || tenants.some((tenant) => held.has(tenant))),
  );
  const unknown = [
    ...unknownNames('environment', environments, new Set(candidates.map(({ environment }) => environment))),
    ...unknownNames('cluster', clusters, new Set(candidates.map(({ name }) => name))),
    ...unknownNames('tenant', tenants, new Set(candidates.flatMap(({ tenants: held }) => [...held]))),
  ];
  const removal = removeClusters
    .map((name) => removalProblem(name, fleet, published))
    .filter((each) => each !== undefined);
  const gone = matched.filter(({ name, rendered }) => rendered === undefined && !removeClusters.includes(name));
  const everything = environments.length + clusters.length + tenants.length === 0;
  const absent = gone.flatMap(({ name }) => absentProblem(name, fleet.complete, clusters));
  const idle = !everything && unknown.length + absent.length === 0 && matched.length === gone.length;
  return {
    publish: matched.flatMap(({ rendered }) => rendered ?? []),
    remove: [...new Set(removeClusters)].flatMap((name) => published.get(name) ?? []),
    tenants: tenants.length === 0 ? undefined : new Set(tenants.map((tenant) => ownerKey('tenant', tenant))),
    everything,
    problems: [...unknown, ...removal, ...absent, ...(idle ? [nothingSelected(matched.length > 0)] : [])],
  };
}

function candidatesOf(fleet: StagedFleet, published: ReadonlyMap<string, Published>): Candidate[] {
  const rendered = fleet.clusters.map((record): Candidate => {
    const { name, environment } = record;
    const own = record.tenants.map((tenant) => tenant.name);
    return {
      name,
      environment,
      tenants: new Set([...own, ...publishedTenants(published.get(name))]),
      rendered: record,
    };
  });
  const names = new Set(fleet.clusters.map(({ name }) => name));
  const gone = [...published.values()]
    .filter(({ cluster }) => !names.has(cluster))
    .map((each): Candidate => {
      const { cluster: name, environment } = each;
      return { name, environment, tenants: publishedTenants(each), rendered: undefined };
    });
  return [...rendered, ...gone];
}

function publishedTenants(published: Published | undefined): Set<string> {
  const owners = [
    ...[...(published?.files.values() ?? [])].map(({ owner }) => owner),
    ...(published?.inventory?.lists ?? []).flatMap(({ members }) => members.map(({ owner }) => owner)),
  ];
  return new Set([...new Set(owners)].flatMap((owner = '') => tenantOf(owner) ?? []));
}

function unknownNames(kind: string, given: readonly string[], known: ReadonlySet<string>): Finding[] {
  return given
    .filter((name) => !known.has(name))
    .map((name) => {
      const names = [...known].sort();
      const otherwise = names.length === 0 ? `There is no ${kind}.` : `Use one of ${enumerate(names)}.`;
      return problem('unknown-name', `No ${kind} is called ${name}.`, didYouMean(name, names, otherwise));
    });
}

function removalProblem(
  name: string,
  fleet: StagedFleet,
  published: ReadonlyMap<string, Published>,
): Finding | undefined {
  const inHub = new Set(fleet.clusters.map((cluster) => cluster.name));
  const gone = new Set([...published.keys()].filter((cluster) => !inHub.has(cluster)));
  if (inHub.has(name)) {
    const fix = `Delete the cluster from the hub's TypeScript first, then synth and publish again.`;
    return problem('remove-cluster', `${name} is to be removed, and the hub still has it.`, fix, name);
  }
  if (!published.has(name)) return unknownNames('removable cluster', [name], gone)[0];
  if (fleet.complete) return undefined;
  const message = `${name} is to be removed, and only a selection of clusters was rendered: it may well be there still.`;
  return problem('remove-cluster', message, 'Synth all clusters, then publish again.', name);
}

function absentProblem(name: string, complete: boolean, named: readonly string[]): Finding[] {
  if (complete) {
    const message = `${name} is published, and the hub no longer has it.`;
    const fix = `Remove its files with --remove-cluster ${name}, or bring it back in the hub's TypeScript.`;
    return [problem('cluster-gone', message, fix, name)];
  }
  if (!named.includes(name)) return [];
  const message = `${name} was not rendered: the stage holds a selection of clusters.`;
  return [problem('not-rendered', message, `Synth with --cluster ${name}, or all clusters.`, name)];
}

function nothingSelected(published: boolean): Finding {
  const message = published ? 'Nothing of what is selected was rendered.' : 'The selection matches nothing.';
  const fix = published
    ? 'Synth what you want to publish.'
    : 'Environments, clusters and tenants narrow each other: leave one of them out.';
  return problem('nothing-selected', message, fix);
}
