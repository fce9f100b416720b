import type { Manifest } from '../manifest/manifest';
import type { Binding } from './binding';

/** The ServiceAccounts of each namespace that is mentioned: those that are there, and those that bindings name. */
export function accountsIn(
  manifests: readonly Manifest[],
  bindings: readonly Binding[],
): ReadonlyMap<string, Set<string>> {
  const accounts = new Map<string, Set<string>>();
  const of = (namespace: string) => {
    const names = accounts.get(namespace) ?? new Set(['default']);
    accounts.set(namespace, names);
    return names;
  };
  for (const { apiVersion, kind, metadata } of manifests) {
    if (metadata.namespace) of(metadata.namespace);
    if (apiVersion !== 'v1') continue;
    if (kind === 'Namespace') of(metadata.name);
    if (kind === 'ServiceAccount' && metadata.namespace) of(metadata.namespace).add(metadata.name);
  }
  for (const { id, subjects } of bindings) {
    if (id.namespace) of(id.namespace);
    for (const { kind, name, namespace = id.namespace } of subjects)
      if (kind === 'ServiceAccount' && namespace) of(namespace).add(name);
  }
  return accounts;
}
