import { canReach } from '../../rbac/can';
import { recordsIn, textOf } from '../../rbac/untyped';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { Tenant } from '../facts/tenancy';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** Variables out of a Secret, for what a tenant commits, who may not read it. */
export const secretVariables: ClusterRule = {
  id: 'isolation/secret-variables',
  severity: 'error',
  title: 'Secret as variables of a tenant',
  why: 'The controller reads the Secret with its own rights; the tenant commits a ConfigMap with the variable in it, and reads that.',
  fix: 'Give the tenant a ConfigMap without secrets in it: cluster variables do so.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  *check(facts) {
    const readable = new Map<string, boolean>();
    for (const { object, tenant } of tenantContent(facts)) {
      const { substituteFrom } = specOf<{ postBuild: { substituteFrom?: unknown } }>(object).postBuild ?? {};
      const { namespace = '' } = object.manifest.metadata;
      for (const { kind, name } of recordsIn(substituteFrom)) {
        const key = `${tenant.name} ${namespace}/${name}`;
        if (kind !== 'Secret') continue;
        if (!readable.has(key)) readable.set(key, canRead(facts, tenant, namespace, textOf(name)));
        if (!readable.get(key))
          yield {
            object,
            message: `replaces variables from Secret ${namespace}/${textOf(name)}, which tenant ${tenant.name} may not read`,
          };
      }
    }
  },
};

/** Whether a tenant can come by a Secret as it is: whoever runs Pods beside it can. */
function canRead(facts: ClusterFacts, { namespaces }: Tenant, namespace: string, name: string): boolean {
  const access = facts.access();
  const request = { verb: 'get', group: '', resource: 'secrets', namespace, name };
  return namespaces.some((home) =>
    access.serviceAccounts(home).some((account) => canReach(access, `${home}/${account}`, request).allowed),
  );
}
