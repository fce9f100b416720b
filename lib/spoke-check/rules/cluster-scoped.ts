import { scopeOf } from '../../manifest/catalog';
import { ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** An object that belongs to the whole cluster. */
export const clusterScoped: SpokeRule = {
  id: 'spoke/cluster-scoped',
  severity: 'error',
  title: 'Object of the whole cluster',
  why: 'The account that Flux applies the app as has rights in the namespaces of the tenant, and nowhere else; Flux applies nothing of the folder then.',
  fix: 'Leave it out: what belongs to the whole cluster is in the hub repo. Ask the platform team for it.',
  see: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace',
  ],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const { apiVersion, kind } = object.manifest;
      if (scopeOf(apiVersion, kind) !== 'Cluster') continue;
      const what = kind === 'Namespace' ? 'is a Namespace, which the platform makes' : 'lives in no namespace';
      yield { object, message: `${what}: the tenant may not apply it` };
    }
  },
};
