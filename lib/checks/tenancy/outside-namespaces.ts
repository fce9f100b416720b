import { scopeOf } from '../../manifest/catalog';
import type { Manifest } from '../../manifest/manifest';
import type { ClusterRule } from '../rule';

/** An object of a tenant that is not in the tenant's namespaces, or that reaches out of them. */
export const outsideNamespaces: ClusterRule = {
  id: 'tenancy/outside-namespaces',
  severity: 'error',
  title: 'Tenant outside its namespaces',
  why: 'The hub applies it with the rights of the platform: the tenant would be given what is not its own.',
  fix: "Put it into one of the tenant's namespaces, or make it part of a platform service.",
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ index, tenancy }) {
    for (const object of index.objects) {
      const namespaces = tenancy.of(object)?.namespaces;
      if (!namespaces) continue;
      const problem = reach(object.manifest, namespaces);
      if (problem !== undefined) yield { object, message: problem };
    }
  },
};

function reach(manifest: Manifest, namespaces: readonly string[]): string | undefined {
  const { apiVersion, kind, metadata } = manifest;
  const own = (namespace: unknown) => typeof namespace !== 'string' || namespaces.includes(namespace);
  if (kind === 'Namespace') return own(metadata.name) ? undefined : 'is no namespace of the tenant';
  if (scopeOf(apiVersion, kind) === 'Cluster') return 'holds for the whole cluster, and belongs to a tenant';
  if (!own(metadata.namespace)) return `is in ${metadata.namespace}, which is no namespace of the tenant`;
  const { targetNamespace, storageNamespace } = (manifest.spec ?? {}) as Readonly<Record<string, unknown>>;
  const target = [targetNamespace, storageNamespace].find((namespace) => !own(namespace));
  return target === undefined ? undefined : `goes to ${target}, which is no namespace of the tenant`;
}
