import { type LabelSelector, selectsAll } from '../../manifest/label-selector';
import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';

interface Condition {
  readonly namespaceSelector?: LabelSelector;
  readonly namespaceRegexes?: readonly string[];
}

/** A store of secrets that every namespace reads with the store's own rights. */
export const openSecretStore: ClusterRule = {
  id: 'secrets/open-secret-store',
  severity: 'warning',
  title: 'Secret store open to every namespace',
  why: 'Whoever may create an ExternalSecret anywhere has every key that the store can read, those of other tenants too.',
  fix: 'Give it spec.conditions that name the namespaces, or give each tenant a SecretStore of its own.',
  see: ['https://external-secrets.io/latest/api/clustersecretstore/'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const object of index.ofKind('external-secrets.io', 'ClusterSecretStore')) {
      const problem = opening(object);
      if (problem !== undefined) yield { object, message: problem };
    }
  },
};

function opening({ manifest }: IndexedObject): string | undefined {
  const { conditions = [] } = (manifest.spec ?? {}) as { readonly conditions?: readonly Condition[] };
  if (conditions.length === 0) return 'has no spec.conditions';
  const open = conditions.findIndex(admitsAll);
  return open < 0 ? undefined : `admits every namespace by spec.conditions[${open}]`;
}

function admitsAll({ namespaceSelector, namespaceRegexes = [] }: Condition): boolean {
  return (
    (namespaceSelector !== undefined && selectsAll(namespaceSelector)) ||
    namespaceRegexes.some((regex) => /^\^?\.[*+]\$?$/.test(regex))
  );
}
