import { scopeOf } from '../../manifest/catalog';
import type { ClusterRule } from '../rule';

/** An object that lives in no namespace, and says one. */
export const namespaceUnwanted: ClusterRule = {
  id: 'manifest/namespace-unwanted',
  severity: 'error',
  title: 'Namespace of an object that has none',
  why: 'On the cluster it has no namespace, so that references to it and duplicates of it are not seen.',
  fix: 'Leave out metadata.namespace.',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  *check({ index }) {
    for (const object of index.objects) {
      const { apiVersion, kind, metadata } = object.manifest;
      if (metadata.namespace !== undefined && scopeOf(apiVersion, kind) === 'Cluster')
        yield { object, message: `lives in no namespace, and says ${metadata.namespace}` };
    }
  },
};
