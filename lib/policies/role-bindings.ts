import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { listedBy } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

const isSmall =
  '(object.roleRef.kind == "Role" || object.roleRef.name == "view" || object.roleRef.name.startsWith("flux-hub-tenant"))';
const isOwnAccount = `(has(one.namespace) ? one.namespace : object.metadata.namespace) in [object.metadata.namespace] + ${listedBy(namespaceAnnotations.namespaces)}`;

/** Whom tenants give which rights. */
export const roleBindings: AdmissionPolicy = {
  name: 'flux-hub-role-bindings',
  title: "RoleBindings to ClusterRoles beyond `view` and the tenants' own, or for others than the tenant",
  why: 'Another tenant, or everybody, would act in the namespace; and what is added to a ClusterRole later would come along.',
  resources: [builtIn('rbac.authorization.k8s.io', { RoleBinding: 'rolebindings' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: `${isSmall} && (!has(object.subjects) || object.subjects.all(one, one.kind == "ServiceAccount" ? ${isOwnAccount} : !one.name.startsWith("system:")))`,
  message: "Bind a Role, to ServiceAccounts of the tenant's own namespaces or to people.",
};
