import { formatId, keyOf, type ObjectId } from '../../manifest/object-id';
import { similar } from '../../manifest/similar';
import type { ClusterFacts, ClusterRule } from '../rule';
import { fluxObjects } from './flux-objects';
import { referencesOf } from './references';

/** A Flux object that names a source, Secret, ConfigMap or ServiceAccount that nobody makes. */
export const reference: ClusterRule = {
  id: 'flux/reference-missing',
  severity: 'error',
  title: 'Reference to nothing',
  why: 'The object never becomes ready, and nothing that depends on it is applied.',
  fix: 'Create what it names, correct the name, or declare it: SecretRef.external(name, { createdBy }).',
  see: ['https://fluxcd.io/flux/components/'],
  *check(facts) {
    const { index, externals } = facts;
    for (const object of fluxObjects(index))
      for (const { field, to } of referencesOf(object.manifest))
        if (!index.has(to) && !externals.has(keyOf(to)))
          yield {
            object,
            message: `names ${formatId(to)} in ${field}, which does not exist`,
            fix: suggestion(facts, to),
          };
  },
};

function suggestion({ index }: ClusterFacts, to: ObjectId): string | undefined {
  const names = index
    .ofKind(to.group, to.kind)
    .filter(({ manifest }) => manifest.metadata.namespace === to.namespace)
    .map(({ manifest }) => manifest.metadata.name);
  const near = similar(to.name, names);
  return near && `Did you mean ${near}?`;
}
