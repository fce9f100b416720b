import { isIP } from 'node:net';
import type { ManifestIndex } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { addresses } from './addresses';
import { isForbidden } from './forbidden-address';

/** A tenant's source or receiver of notifications that has no name of its own, or is in somebody else's namespace. */
export const internalAddress: ClusterRule = {
  id: 'flux/internal-address',
  severity: 'warning',
  title: 'Internal address of a tenant',
  why: "Flux's controller connects to it, from where no NetworkPolicy of the tenant holds: the tenant reaches by it what its own pods may not.",
  fix: 'Name a host by its public name, or let the platform make the source.',
  see: ['https://fluxcd.io/flux/security/best-practices/'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const { object, field, host } of addresses(index)) {
      const tenant = tenancy.of(object);
      if (!tenant || isForbidden(host)) continue;
      if (isIP(host)) yield { object, message: `names ${host} in ${field}, an address and no host` };
      else if (isOfCluster(host, index) && tenancy.ofNamespace(host.split('.')[1]) !== tenant)
        yield { object, message: `names ${host} in ${field}, which is inside the cluster` };
    }
  },
};

/** Whether DNS of the cluster answers: `minio`, `minio.storage`, `minio.storage.svc`. */
function isOfCluster(host: string, index: ManifestIndex): boolean {
  const [, namespace, third] = host.split('.');
  if (namespace === undefined || third === 'svc' || host.endsWith('.cluster.local')) return true;
  return third === undefined && index.has({ group: '', kind: 'Namespace', name: namespace });
}
