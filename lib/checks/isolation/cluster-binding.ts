import { kindsNamed } from '../../manifest/catalog';
import { formatId } from '../../manifest/object-id';
import type { Access } from '../../rbac/access';
import type { PolicyRule } from '../../rbac/policy-rule';
import type { ClusterRule } from '../rule';
import { type TenantBinding, tenantBindings } from './tenant-bindings';

/** Rights in the whole cluster for accounts of tenants. */
export const clusterBinding: ClusterRule = {
  id: 'isolation/cluster-binding',
  severity: 'error',
  title: 'Tenant bound in the whole cluster',
  why: 'What the role allows holds in the namespaces of all other tenants and of the platform.',
  fix: 'Bind the role by a RoleBinding in the namespaces that it is for, or name another subject.',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  *check(facts) {
    for (const found of tenantBindings(facts, 'ClusterRoleBinding'))
      if (!isHarmless(facts.access(), found)) {
        const [first] = found.bound;
        yield { object: found.object, message: `binds ${first?.name} to ${formatId(found.binding.role)}` };
      }
  },
};

/** What only looks at objects that nobody owns. */
export function isHarmless(access: Access, { binding: { role } }: TenantBinding): boolean {
  return access.rulesOf(role)?.every(({ rule }) => onlyLooks(rule)) ?? false;
}

const looking = ['get', 'list', 'watch'];

function onlyLooks({ verbs, resources }: PolicyRule): boolean {
  return verbs.every((verb) => looking.includes(verb)) && resources.every(isOfNoNamespace);
}

function isOfNoNamespace(resource: string): boolean {
  const kinds = kindsNamed(resource.split('/')[0] ?? '');
  return resource !== 'nodes/proxy' && kinds.length > 0 && kinds.every(({ scope }) => scope === 'Cluster');
}
