import { type Finding, hasErrors } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import type { Hub } from './hub';
import { renderCluster } from './render-cluster';
import { type ClusterSelection, selectClusters } from './select-clusters';

/** What some clusters come to, or the errors for which nothing can be said of any. */
export type RenderedSelection =
  | { readonly clusters: readonly { readonly name: string; readonly objects: readonly IndexedObject[] }[] }
  | { readonly errors: readonly Finding[] };

/**
 * Renders the selected clusters in memory. Encrypted files are taken for granted.
 * @throws HubError where the selection names nothing that there is
 */
export function renderSelection(hub: Hub, selection: ClusterSelection): RenderedSelection {
  const rendered = selectClusters(hub, selection).map((definition) =>
    renderCluster(definition, { hub: hub.context, layout: hub.layout, encryptedFiles: 'assumed', write: () => {} }),
  );
  const findings = [...hub.findings, ...rendered.flatMap((cluster) => cluster.findings)];
  return hasErrors(findings) ? { errors: findings } : { clusters: rendered };
}
