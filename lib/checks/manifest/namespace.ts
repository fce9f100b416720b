import { scopeOf } from '../../manifest/catalog';
import type { ClusterRule } from '../rule';

/** A namespaced object that says no namespace, or a cluster-scoped one that says one. */
export const namespaceMissing: ClusterRule = {
  id: 'manifest/namespace',
  severity: 'error',
  title: 'Namespace missing',
  why: 'Flux does not know where to apply a namespaced object without a namespace.',
  fix: 'Set metadata.namespace.',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  *check({ index }) {
    for (const object of index.objects) {
      const { apiVersion, kind, metadata } = object.manifest;
      const scope = scopeOf(apiVersion, kind);
      if (scope === 'Namespaced' && metadata.namespace === undefined) yield { object, message: 'has no namespace' };
      if (scope === 'Cluster' && metadata.namespace !== undefined)
        yield {
          object,
          message: `lives in no namespace, and says ${metadata.namespace}`,
          fix: 'Leave metadata.namespace away.',
        };
    }
  },
};
