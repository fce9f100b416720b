import { formatIdentity, identityOf } from '../../rbac/subject';
import { appliedAs } from '../facts/applied-as';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { isAdministrator } from './administrator';
import { tenantContent } from './tenant-content';

/** What a tenant decides, applied with rights that are not the tenant's. */
export const impersonation: ClusterRule = {
  id: 'isolation/impersonation',
  severity: 'error',
  title: 'Tenant applied with the rights of Flux',
  why: 'Whoever may push to what it applies is a cluster-admin: a ClusterRoleBinding that the tenant commits is applied. A targetNamespace does not hold it.',
  fix: "Set spec.serviceAccountName to an account of the tenant's, in the object's own namespace, or let Tenant.addKustomization do it.",
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control'],
  *check(facts) {
    for (const { object, tenant, isOwn } of tenantContent(facts)) {
      // With a kubeconfig it is that which gives the rights.
      if (specOf<{ kubeConfig: object }>(object).kubeConfig) continue;
      const account = appliedAs(object.manifest, facts.flux);
      const what = isOwn ? `is tenant ${tenant.name}'s` : `applies what tenant ${tenant.name} commits`;
      if (account === 'controller') yield { object, message: `sets no spec.serviceAccountName, and ${what}` };
      else if (!facts.tenancy.ofNamespace(account.namespace)) {
        const identity = identityOf(`${account.namespace}/${account.name}`);
        if (isAdministrator(facts.access(), identity))
          yield { object, message: `runs as ${formatIdentity(identity)}, a cluster-admin, and ${what}` };
      }
    }
  },
};
