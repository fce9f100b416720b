import { fluxGroups, isFluxGroup } from '../versions/flux';
import type { PolicyResources } from './policy';

/** Kubernetes' own kinds that the hub renders for tenants, by API group, with their plurals. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': {
    ConfigMap: 'configmaps',
    LimitRange: 'limitranges',
    Namespace: 'namespaces',
    ResourceQuota: 'resourcequotas',
    Secret: 'secrets',
    ServiceAccount: 'serviceaccounts',
  },
  'networking.k8s.io': { NetworkPolicy: 'networkpolicies' },
  'rbac.authorization.k8s.io': { Role: 'roles', RoleBinding: 'rolebindings' },
};

/**
 * What the guard looks at: the kinds that the hub itself renders for tenants, and no others. Controllers change and copy
 * objects of other kinds, labels and all.
 */
export const guardedResources: readonly PolicyResources[] = [
  ...Object.entries(kinds).map(([group, plurals]) => ({ groups: [group], versions: ['*'], kinds: plurals })),
  { groups: fluxGroups, versions: ['*'], kinds: { '*': '*' } },
];

/** Whether a kind is one that the guard looks at, and so takes the label that it looks for. */
export function isGuarded(group: string, kind: string): boolean {
  return isFluxGroup(group) || Object.hasOwn(kinds[group] ?? {}, kind);
}
