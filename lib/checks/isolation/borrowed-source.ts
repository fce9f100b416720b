import { formatId, type ObjectId } from '../../manifest/object-id';
import { referencesOf } from '../flux/references';
import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** A tenant that applies from a source of somebody else's other than the hub, which Flux without lockdown allows. */
export const borrowedSource: ClusterRule = {
  id: 'isolation/borrowed-source',
  severity: 'warning',
  title: "Tenant on somebody else's source",
  why: 'It reads whatever that source has fetched, with the credentials of its owner: other folders of the repo, charts that only they may pull.',
  fix: "Give the tenant a source of its own, and turn on Flux's --no-cross-namespace-refs.",
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check(facts) {
    const { flux, tenancy, hubSources } = facts;
    // Else Flux refuses it, and another rule says so.
    if (flux.refusesForeignReferences) return;
    for (const { object, tenant, isOwn } of tenantContent(facts)) {
      const sources = isOwn ? referencesOf(object.manifest).filter(({ to }) => isSource(to)) : [];
      for (const { field, to } of sources) {
        const owner = tenancy.ofNamespace(to.namespace);
        if (to.namespace === object.manifest.metadata.namespace || owner === tenant) continue;
        if (!hubSources.has(`${to.kind}/${to.namespace}/${to.name}`))
          yield { object, message: `names ${formatId(to)} in ${field}, which is not tenant ${tenant.name}'s` };
      }
    }
  },
};

/** Helm repositories are left out: they are catalogues, and commonly shared. */
function isSource({ group, kind }: ObjectId): boolean {
  return group === 'source.toolkit.fluxcd.io' && kind !== 'HelmRepository';
}
