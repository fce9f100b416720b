import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { automations } from './automations';

/** A tenant's image automation on the hub repo. */
export const tenantWritesHub: ClusterRule = {
  id: 'flux/tenant-writes-hub',
  severity: 'error',
  title: 'Tenant that writes the hub repo',
  why: 'It pushes with a key that writes the whole hub: the namespaces, rights and policies of every tenant.',
  fix: "Let the tenant's automation write the tenant's own repo.",
  see: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#source-reference'],
  *check({ index, tenancy, flux, hubSources }) {
    for (const { object, source } of automations(index)) {
      const isRefused = flux.refusesForeignReferences && !source.startsWith(`GitRepository/${namespaceOf(object)}/`);
      if (hubSources.has(source) && tenancy.of(object) && !isRefused)
        yield { object, message: `pushes to ${source.replace('/', ' ')}, the hub repo` };
    }
  },
};

function namespaceOf({ manifest }: IndexedObject): string | undefined {
  return manifest.metadata.namespace;
}
