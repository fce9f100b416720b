import { kindOf } from '../../manifest/catalog';
import { groupOf } from '../../manifest/manifest';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { Access, Right } from '../../rbac/access';
import { allows } from '../../rbac/policy-rule';
import { holdsIn } from '../../rbac/rights';
import { identityOf } from '../../rbac/subject';
import { appliedAs } from '../facts/applied-as';
import type { ClusterFacts } from '../facts/cluster-facts';
import { fluxKinds } from '../flux/kinds';
import { servedTenant } from '../flux/served-tenant';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { isAdministrator } from './administrator';

/** Something of the platform that runs as an account which may not do what it is for. */
export const platformAccount: ClusterRule = {
  id: 'isolation/platform-account',
  severity: 'error',
  title: 'Platform without the rights that it needs',
  why: 'Under lockdown what names no ServiceAccount runs as one without rights: nothing more of it is applied or mended from the moment that the flags are set.',
  fix: 'Set spec.serviceAccountName: kustomize-controller or helm-controller in flux-system, elsewhere an account that is bound to what the object applies.',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/#how-to-configure-flux-multi-tenancy'],
  *check(facts) {
    const suspects = new Map([...weak(facts)].map((one) => [one.object, one]));
    if (suspects.size === 0) return;
    const refused = new Map<IndexedObject, IndexedObject>();
    for (const object of facts.index.objects) {
      const applier = facts.applierOf(object);
      const suspect = applier && !refused.has(applier) && suspects.get(applier);
      if (suspect && !mayApply(suspect.rights, object)) refused.set(suspect.object, object);
    }
    for (const { object, account, isNamed, lacks } of suspects.values()) {
      const first = refused.get(object);
      const what = first ? `may not create ${formatId(idOf(first.manifest))}` : lacks;
      const runs = isNamed ? `runs as ${account}` : `sets no spec.serviceAccountName, and so runs as ${account}`;
      if (what !== undefined) yield { object, message: `${runs}, which ${what}` };
    }
  },
};

/** Something of the platform that does not run as a cluster-admin. */
interface Weak {
  readonly object: IndexedObject;
  readonly account: string;
  readonly isNamed: boolean;
  readonly rights: readonly Right[];
  /** What it needs whatever it applies, and its account lacks. */
  readonly lacks: string | undefined;
}

function* weak({ index, tenancy, flux, ...facts }: ClusterFacts): Iterable<Weak> {
  const rightsOf = limitedRights(facts.access());
  for (const object of fluxKinds(index, 'Kustomization', 'HelmRelease')) {
    const { serviceAccountName, kubeConfig } = specOf<{ serviceAccountName: string; kubeConfig: object }>(object);
    const account = appliedAs(object.manifest, flux);
    if (account === 'controller' || kubeConfig || tenancy.of(object)) continue;
    const isNamed = Boolean(serviceAccountName);
    const name = `${account.namespace}/${account.name}` as const;
    const rights = rightsOf(name);
    if (!rights) continue;
    // Rights of an account that is made elsewhere are given elsewhere.
    if (isNamed && !index.has({ group: '', kind: 'ServiceAccount', ...account })) continue;
    if (object.manifest.kind === 'Kustomization' && servedTenant(tenancy, object) && isNamed) continue;
    yield { object, account: name, isNamed, rights, lacks: lacking(object, rights) };
  }
}

/** All that an account may do, as `namespace/name`; undefined where that is everything, or is not known here. Many objects run as one. */
function limitedRights(access: Access): (account: `${string}/${string}`) => readonly Right[] | undefined {
  const known = new Map<string, readonly Right[] | undefined>();
  return (account) => {
    if (!known.has(account)) {
      const identity = identityOf(account);
      const isLimited = !isAdministrator(access, identity) && access.unknownRoles(identity).length === 0;
      known.set(account, isLimited ? access.rights(identity) : undefined);
    }
    return known.get(account);
  };
}

/** A HelmRelease keeps its history in Secrets; a Kustomization may apply anything, but not by no right at all. */
function lacking(object: IndexedObject, rights: readonly Right[]): string | undefined {
  const { kind, metadata } = object.manifest;
  if (kind === 'Kustomization')
    return rights.some(({ rule }) => rule.verbs.some((verb) => verb === '*' || verb === 'patch'))
      ? undefined
      : 'may apply nothing';
  const { storageNamespace } = specOf<{ storageNamespace: string }>(object);
  const namespace = storageNamespace ?? metadata.namespace;
  const request = { verb: 'create', group: '', resource: 'secrets', namespace };
  const isAllowed = rights.some((right) => holdsIn(right, namespace) && allows(right.rule, request));
  return isAllowed ? undefined : `may not create Secrets in ${namespace}, which Helm keeps releases in`;
}

function mayApply(rights: readonly Right[], { manifest: { apiVersion, kind, metadata } }: IndexedObject): boolean {
  const known = kindOf(apiVersion, kind);
  if (!known) return true;
  const namespace = known.scope === 'Namespaced' ? metadata.namespace : undefined;
  const request = { verb: 'create', group: groupOf(apiVersion), resource: known.plural, namespace };
  return rights.some((right) => holdsIn(right, namespace) && allows(right.rule, request));
}
