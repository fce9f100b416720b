import { formatId, keyOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { fluxObjects } from './flux-objects';
import { referencesOf } from './references';
import { suggestions } from './suggestions';

/** How to say that something comes from elsewhere, where the kind has a way of its own. */
const declaration: Readonly<Record<string, string>> = {
  Secret: 'Create it, correct the name, or declare who creates it: SecretRef.external(name, { createdBy }).',
};

/** A Flux object that names a source, Secret, ConfigMap or ServiceAccount that nobody makes. */
export const referenceMissing: ClusterRule = {
  id: 'flux/reference-missing',
  severity: 'error',
  title: 'Reference to nothing',
  why: 'The object never becomes ready, and nothing that depends on it is applied.',
  fix: 'Create what it names, correct the name, or declare who creates it: cluster.external({ kind, namespace, name }, { createdBy }).',
  see: ['https://fluxcd.io/flux/components/'],
  *check({ index, externals }) {
    const suggest = suggestions(index);
    for (const object of fluxObjects(index))
      for (const { field, to } of referencesOf(object.manifest))
        if (!index.has(to) && !externals.has(keyOf(to)))
          yield {
            object,
            message: `names ${formatId(to)} in ${field}, which does not exist`,
            fix: suggest(object, to, declaration[to.kind] ?? this.fix),
          };
  },
};
