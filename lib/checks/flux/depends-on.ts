import { formatId } from '../../manifest/object-id';
import { similar } from '../../manifest/similar';
import type { ClusterRule } from '../rule';
import { dependenciesOf } from './dependencies';
import { appliers } from './flux-objects';

/** A dependency on nothing. */
export const dependsOn: ClusterRule = {
  id: 'flux/depends-on-missing',
  severity: 'error',
  title: 'Dependency on nothing',
  why: 'The object waits for ever and is never applied.',
  fix: 'Correct the name, or add what it waits for.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  *check({ index }) {
    for (const [group, kind] of appliers) {
      const all = index.ofKind(group, kind);
      for (const object of all)
        for (const to of dependenciesOf(object.manifest)) {
          if (index.has(to)) continue;
          const near = similar(
            to.name,
            all.flatMap((other) => (other === object ? [] : [other.manifest.metadata.name])),
          );
          yield {
            object,
            message: `depends on ${formatId(to)}, which does not exist`,
            fix: near === undefined ? undefined : `Did you mean ${near}?`,
          };
        }
    }
  },
};
