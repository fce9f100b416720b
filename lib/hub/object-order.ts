import { compareText } from '../manifest/compare-text';
import type { Manifest } from '../manifest/manifest';
import { groupOf } from '../manifest/manifest';

/** Kinds that come first in a file, as a person would write them. */
const leading = [
  'Namespace',
  'ServiceAccount',
  'ClusterRole',
  'Role',
  'ClusterRoleBinding',
  'RoleBinding',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
];
const rank = new Map(leading.map((kind, index) => [kind, index]));

/** The order of objects in a file: by kind, namespace and name, never by when they were made. */
export function compareObjects(a: Manifest, b: Manifest): number {
  return (
    (rank.get(a.kind) ?? leading.length) - (rank.get(b.kind) ?? leading.length) ||
    compareText(groupOf(a.apiVersion), groupOf(b.apiVersion)) ||
    compareText(a.kind, b.kind) ||
    compareText(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compareText(a.metadata.name, b.metadata.name)
  );
}
