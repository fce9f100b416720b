import type { IndexedObject } from '../../manifest/manifest-index';
import { type Unserved, unserved } from '../../manifest/served';
import type { ClusterRule } from '../rule';

/** A kind or version that the cluster's Kubernetes, Flux or Gateway API does not serve. */
export const notServed: ClusterRule = {
  id: 'manifest/not-served',
  severity: 'error',
  title: 'Not served by the cluster',
  why: 'The API server answers «no matches for kind», and Flux applies nothing of the folder.',
  fix: 'Use a version that the cluster serves.',
  see: ['https://fluxcd.io/flux/releases/', 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  *check({ index, cluster }) {
    const problems = new Map<string, Unserved>();
    for (const { objects } of index.kinds) {
      const problem = unserved(objects[0].manifest, cluster);
      if (problem) problems.set(kindKey(objects[0]), problem);
    }
    if (problems.size === 0) return;
    for (const object of index.objects) {
      const problem = problems.get(kindKey(object));
      if (problem) yield { object, message: problem.message, fix: problem.fix };
    }
  },
};

function kindKey({ manifest }: IndexedObject): string {
  return `${manifest.apiVersion}/${manifest.kind}`;
}
