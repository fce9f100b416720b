import { formatId } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { fluxObjects } from './flux-objects';
import { referencesOf } from './references';

/** A source of another namespace, on a cluster whose Flux is locked down. */
export const foreignSource: ClusterRule = {
  id: 'flux/foreign-source',
  severity: 'error',
  title: 'Source of another namespace',
  why: 'Flux with lockdown refuses the reference, and the object is never applied.',
  fix: 'Give it a source in its own namespace; for a folder of the hub repo that is GitSource.hub().',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ index, flux }) {
    if (!flux.refusesForeignReferences) return;
    for (const object of fluxObjects(index))
      for (const { field, to } of referencesOf(object.manifest))
        if (to.namespace !== object.manifest.metadata.namespace)
          yield { object, message: `names ${formatId(to)} in ${field}, which is in another namespace` };
  },
};
