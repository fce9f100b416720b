import type { Manifest } from 'cdk8s-flux-hub';
import { type RoleWords, rulesIn } from '../../lib/rbac/role-words';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

export const namespace = (name: string): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

export const account = (home: string, name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: home },
});

/** A ClusterRole; with `labels` for those that others gather. */
export const clusterRole = (name: string, rules: RoleWords, labels: Record<string, string> = {}): Manifest => ({
  apiVersion,
  kind: 'ClusterRole',
  metadata: { name, labels },
  rules: rulesIn(rules),
});

/** A ClusterRole that gathers others. */
export const gathering = (name: string, ...clusterRoleSelectors: readonly object[]): Manifest => ({
  apiVersion,
  kind: 'ClusterRole',
  metadata: { name },
  aggregationRule: { clusterRoleSelectors },
  rules: [],
});

export const role = (home: string, name: string, rules: RoleWords): Manifest => ({
  apiVersion,
  kind: 'Role',
  metadata: { name, namespace: home },
  rules: rulesIn(rules),
});

/** Binds a ClusterRole everywhere. Subjects: `User ann`, `Group testers`, `ServiceAccount one/bot`. */
export const bindEverywhere = (name: string, to: string, ...subjects: readonly string[]): Manifest => ({
  apiVersion,
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup, kind: 'ClusterRole', name: to },
  subjects: subjects.map(subject),
});

/** Binds a role in a namespace: `Role reader`, `ClusterRole view`. */
export const bind = (home: string, name: string, to: string, ...subjects: readonly string[]): Manifest => {
  const [kind, ref] = to.split(' ');
  return {
    apiVersion,
    kind: 'RoleBinding',
    metadata: { name, namespace: home },
    roleRef: { apiGroup, kind, name: ref },
    subjects: subjects.map(subject),
  };
};

function subject(words: string) {
  const [kind, name = ''] = words.split(' ');
  if (kind !== 'ServiceAccount') return { apiGroup, kind, name };
  const [home, account] = name.split('/');
  return { kind, name: account, namespace: home };
}
