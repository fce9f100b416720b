import { didYouMean } from '../manifest/similar';
import type { ClusterDefinition } from './environment';
import type { Hub } from './hub';
import { HubError } from './hub-error';

/** Names of what is to be rendered. Names of a kind widen the selection, the two kinds narrow each other. */
export interface ClusterSelection {
  /** Names of the clusters to render. @default - all */
  readonly clusters?: readonly string[];
  /** Names of the environments to render. @default - all */
  readonly environments?: readonly string[];
}

/** The clusters of a selection, in the order of the hub. @throws HubError where it names nothing that there is */
export function selectClusters(hub: Hub, selection: ClusterSelection): readonly ClusterDefinition[] {
  const { clusters = [], environments = [] } = selection;
  requireKnown('cluster', clusters, hub.clusters);
  requireKnown('environment', environments, hub.environments);
  const selected = hub.clusters.filter(
    ({ name, environment }) =>
      (clusters.length === 0 || clusters.includes(name)) &&
      (environments.length === 0 || environments.includes(environment.name)),
  );
  if (selected.length === 0 && hub.clusters.length > 0)
    throw new HubError(`no cluster of ${environments.join(', ')} is called ${clusters.join(' or ') || 'anything'}`);
  return selected;
}

function requireKnown(what: string, asked: readonly string[], known: readonly { readonly name: string }[]): void {
  const names = known.map(({ name }) => name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new HubError(`there is no ${what} ${unknown}. ${didYouMean(unknown, names)}`);
}
