import { validation } from '../../manifest/validate';
import type { ClusterRule } from '../rule';

/** What the API server would refuse, found before it is asked. */
export const schemaViolation: ClusterRule = {
  id: 'manifest/schema-violation',
  severity: 'error',
  title: 'Refused by the schema',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder; unknown fields of built-in kinds are dropped in silence.',
  fix: 'Correct the field.',
  see: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation'],
  *check({ index, cluster }) {
    for (const { apiVersion, kind, objects } of index.kinds) {
      const issuesOf = validation(apiVersion, kind, cluster);
      for (const object of objects)
        for (const { message, fix } of issuesOf(object.manifest)) yield { object, message, fix };
    }
  },
};
