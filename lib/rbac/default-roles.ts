import type { Manifest } from '../manifest/manifest';
import { keyOf } from '../manifest/object-id';
import { type Binding, bindingsIn } from './binding';
import { fluxBindings, fluxClusterRoles, fluxSuffix } from './flux-roles';
import { gatheredInto, gatheringRoles, kubernetesClusterBindings, kubernetesRoles } from './kubernetes-bindings';
import { kubernetesClusterRoles } from './kubernetes-cluster-roles';
import { kubernetesControllerRoles } from './kubernetes-controller-roles';
import { rulesIn } from './role-words';
import { type BindingSubject, keyOfSubject } from './subject';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const controllerRole = (name: string) => `system:controller:${name}`;
const labelOf = (gathering: string) => `rbac.authorization.k8s.io/aggregate-to-${gathering}`;

/** The roles and bindings that every API server creates when it starts, and mends when somebody took something from them. */
const kubernetesDefaults: readonly Manifest[] = [
  ...gatheringRoles.map((name) => ({
    ...clusterRole(name, [], [gatheredInto[name] ?? []].flat()),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [labelOf(name)]: 'true' } }] },
  })),
  ...Object.entries(kubernetesClusterRoles).map(([name, words]) =>
    clusterRole(name, rulesIn(words), [gatheredInto[name] ?? []].flat()),
  ),
  ...Object.entries(kubernetesClusterBindings).map(([name, subjects]) => clusterBinding(name, name, subjects)),
  ...Object.entries(kubernetesControllerRoles).flatMap(([name, words]) => [
    clusterRole(controllerRole(name), rulesIn(words), []),
    clusterBinding(controllerRole(name), controllerRole(name), [
      { kind: 'ServiceAccount', name, namespace: 'kube-system' },
    ]),
  ]),
  ...kubernetesRoles.flatMap(({ namespace, name, rules, subjects }) => [
    { apiVersion, kind: 'Role', metadata: { name, namespace }, rules: rulesIn(rules) },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects,
    },
  ]),
];

const kubernetesBindings = new Map(bindingsIn(kubernetesDefaults).map((binding) => [keyOf(binding.id), binding]));

/** Whether every API server binds a subject so: by a binding of that name, to that role. */
export function bindsByDefault({ id, role }: Binding, subject: BindingSubject): boolean {
  const own = kubernetesBindings.get(keyOf(id));
  if (own === undefined || keyOf(own.role) !== keyOf(role)) return false;
  const bound = own.subjects.map((one) => keyOfSubject(one, id.namespace));
  return bound.includes(keyOfSubject(subject, id.namespace));
}

/** The roles and bindings that Flux brings along. */
export const fluxDefaults: readonly Manifest[] = [
  ...Object.entries(fluxClusterRoles).map(([name, role]) =>
    clusterRole(`${name}${fluxSuffix}`, rulesIn(role.rules), role.gatheredInto),
  ),
  ...Object.entries(fluxBindings).map(([name, { role, accounts }]) =>
    clusterBinding(
      `${name}${fluxSuffix}`,
      role,
      accounts.map((account) => ({ kind: 'ServiceAccount', name: account, namespace: 'flux-system' })),
    ),
  ),
];

/** What a cluster has besides some manifests: Flux's own too, unless it is among them. */
export function defaultsBeside(manifests: readonly Manifest[]): readonly Manifest[] {
  const fluxRole = Object.keys(fluxClusterRoles).flatMap((name) => [name, `${name}${fluxSuffix}`]);
  const hasFlux = manifests.some(({ kind, metadata }) => kind === 'ClusterRole' && fluxRole.includes(metadata.name));
  return hasFlux ? kubernetesDefaults : [...kubernetesDefaults, ...fluxDefaults];
}

function clusterRole(name: string, rules: ReturnType<typeof rulesIn>, into: readonly string[]): Manifest {
  const labels = Object.fromEntries(into.map((gathering) => [labelOf(gathering), 'true']));
  return { apiVersion, kind: 'ClusterRole', metadata: { name, labels }, rules };
}

function clusterBinding(name: string, role: string, subjects: readonly BindingSubject[]): Manifest {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects,
  };
}
