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
    const problems = new Map<string, Unserved | undefined>();
    for (const object of index.objects) {
      const kind = `${object.manifest.apiVersion}/${object.manifest.kind}`;
      if (!problems.has(kind)) problems.set(kind, unserved(object.manifest, cluster));
      const problem = problems.get(kind);
      if (problem) yield { object, message: problem.message, fix: problem.fix };
    }
  },
};
