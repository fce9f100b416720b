import { formatId, keyOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { dependenciesOf } from './dependencies';
import { appliers } from './flux-objects';
import { suggestions } from './suggestions';

/** A dependency on nothing. */
export const dependencyMissing: ClusterRule = {
  id: 'flux/dependency-missing',
  severity: 'error',
  title: 'Dependency on nothing',
  why: 'The object waits for ever and is never applied.',
  fix: 'Correct the name, or add what it waits for.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  *check({ index, externals }) {
    const suggest = suggestions(index);
    for (const [group, kind] of appliers)
      for (const object of index.ofKind(group, kind))
        for (const to of dependenciesOf(object.manifest))
          if (!index.has(to) && !externals.has(keyOf(to)))
            yield {
              object,
              message: `depends on ${formatId(to)}, which does not exist`,
              fix: suggest(object, to, this.fix),
            };
  },
};
