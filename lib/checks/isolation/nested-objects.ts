import type { Manifest } from '../../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { allowedOf, deed } from '../../rbac/rights';
import { formatIdentity, identityOf } from '../../rbac/subject';
import { recordsIn, textOf } from '../../rbac/untyped';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { Tenant } from '../facts/tenancy';
import { fluxKinds } from '../flux/kinds';
import type { ClusterRule } from '../rule';
import { isToAdministrator } from './tenant-bindings';

const making = [
  deed(['create', 'update', 'patch'], 'kustomize.toolkit.fluxcd.io', 'kustomizations'),
  deed(['create', 'update', 'patch'], 'helm.toolkit.fluxcd.io', 'helmreleases'),
];

/** A tenant that may create Flux objects, where nothing has them name a ServiceAccount. */
export const nestedObjects: ClusterRule = {
  id: 'isolation/nested-objects',
  severity: 'warning',
  title: "Tenant's own Flux objects without impersonation",
  why: 'A Kustomization that the tenant commits without a ServiceAccount is applied by the controller itself, a cluster-admin. The roles admin and edit allow it, as Flux adds its kinds to them.',
  fix: 'Lock Flux down by --default-service-account; or put serviceAccountName into what the tenant commits, by spec.patches of its Kustomization or by an admission policy.',
  see: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://github.com/fluxcd/flux2/issues/1829',
  ],
  *check(facts) {
    const { tenancy, flux, index } = facts;
    // Where the controllers are seen, it is said of them what they lack.
    if (tenancy.tenants.length === 0 || flux.defaultServiceAccount !== undefined || flux.controllers) return;
    if (isForced(index)) return;
    for (const tenant of tenancy.tenants) {
      if (isPatched(facts, tenant)) continue;
      const by = firstMaker(facts, tenant);
      if (by)
        yield {
          object: by.object,
          message: `lets ${by.account} ${by.what}, and nothing here has them name a ServiceAccount`,
        };
    }
  },
};

/** The first binding by which an account of a tenant may create Flux objects. Those to cluster-admin, and for the whole cluster, are other rules'. */
function firstMaker({ index, ...facts }: ClusterFacts, { namespaces }: Tenant) {
  const access = facts.access();
  for (const namespace of namespaces)
    for (const name of access.serviceAccounts(namespace)) {
      const identity = identityOf(`${namespace}/${name}`);
      for (const { rule, grant } of access.rights(identity)) {
        const what = allowedOf(making, rule);
        const object =
          what !== undefined && grant?.binding.namespace && !isToAdministrator(grant) && index.get(grant.binding);
        if (object) return { object, what, account: formatIdentity(identity) };
      }
    }
  return undefined;
}

/** Whether every Kustomization of a tenant puts a ServiceAccount into what it applies. */
function isPatched({ index, tenancy }: ClusterFacts, tenant: Tenant): boolean {
  const own = fluxKinds(index, 'Kustomization').filter((object) => tenancy.of(object) === tenant);
  return own.length > 0 && own.every(({ manifest }) => patchesAccounts(manifest));
}

function patchesAccounts({ spec }: Manifest): boolean {
  const [said] = recordsIn([spec]);
  return recordsIn(said?.patches).some(({ patch }) => textOf(patch).includes('serviceAccountName'));
}

const policies = [
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io', 'MutatingAdmissionPolicy'],
  ['kyverno.io', 'ClusterPolicy'],
  ['policies.kyverno.io', 'ValidatingPolicy'],
  ['policies.kyverno.io', 'MutatingPolicy'],
] as const;

/** Whether an admission policy looks at the ServiceAccounts of Flux objects. */
function isForced(index: ManifestIndex): boolean {
  const looks = ({ manifest }: IndexedObject) => {
    const text = JSON.stringify(manifest.spec ?? {});
    return text.includes('serviceAccountName') && /kustomization/i.test(text);
  };
  return policies.some(([group, kind]) => index.ofKind(group, kind).some(looks));
}
