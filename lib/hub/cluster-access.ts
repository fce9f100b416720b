import type { Finding } from '../manifest/finding';
import { type Access, accessOf } from '../rbac/access';
import type { TenantNamespaces } from '../rbac/isolation';
import { tenantNamespaces } from '../stage/tenant-namespaces';
import type { Hub } from './hub';
import { renderSelection } from './render-selection';
import type { ClusterSelection } from './select-clusters';

/** Who may do what on a cluster, as it is rendered. */
export interface ClusterAccess {
  readonly cluster: string;
  readonly access: Access;
  readonly tenants: readonly TenantNamespaces[];
}

/** The access of some clusters, or the errors for which nothing can be said of any. */
export type SelectedAccess = { readonly clusters: readonly ClusterAccess[] } | { readonly errors: readonly Finding[] };

/**
 * Renders the selected clusters in memory and reads their roles and bindings.
 * @throws HubError where the selection names nothing that there is
 */
export function clusterAccess(hub: Hub, selection: ClusterSelection): SelectedAccess {
  const rendered = renderSelection(hub, selection);
  if ('errors' in rendered) return rendered;
  const clusters = rendered.clusters.map(({ name, objects }) => ({
    cluster: name,
    access: accessOf(objects.map(({ manifest }) => manifest)),
    tenants: tenantNamespaces(objects),
  }));
  return { clusters };
}
