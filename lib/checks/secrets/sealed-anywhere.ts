import type { ClusterRule } from '../rule';

/** A SealedSecret that opens in every namespace. */
export const sealedAnywhere: ClusterRule = {
  id: 'secrets/sealed-anywhere',
  severity: 'warning',
  title: 'Sealed for every namespace',
  why: 'A tenant that can read it, in the repo or on the cluster, copies it into its own namespace and has the secret.',
  fix: 'Seal it again in the strict scope, for its name and namespace.',
  see: ['https://github.com/bitnami-labs/sealed-secrets#scopes'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const object of index.ofKind('bitnami.com', 'SealedSecret'))
      if (object.manifest.metadata.annotations?.['sealedsecrets.bitnami.com/cluster-wide'] === 'true')
        yield { object, message: 'is sealed for the whole cluster (sealedsecrets.bitnami.com/cluster-wide)' };
  },
};
