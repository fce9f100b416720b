import { scopeOf } from '../../manifest/catalog';
import type { ClusterRule } from '../rule';

/** A namespaced object that says no namespace. */
export const namespaceMissing: ClusterRule = {
  id: 'manifest/namespace-missing',
  severity: 'error',
  title: 'Namespace missing',
  why: 'Flux does not know where to apply a namespaced object without a namespace.',
  fix: 'Set metadata.namespace.',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  *check({ index }) {
    for (const object of index.objects) {
      const { apiVersion, kind, metadata } = object.manifest;
      if (metadata.namespace === undefined && scopeOf(apiVersion, kind) === 'Namespaced')
        yield { object, message: 'has no namespace' };
    }
  },
};
