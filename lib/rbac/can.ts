import type { Manifest } from '../manifest/manifest';

/** Who asks: a ServiceAccount as `namespace/name`, or a user or group by name. */
export type Subject = `${string}/${string}` | { readonly user: string } | { readonly group: string };

/** What somebody wants to do. */
export interface AccessRequest {
  readonly subject: Subject;
  readonly verb: string;
  /** API group; the empty string for the core group. */
  readonly group: string;
  /** Plural, with its subresource: `pods`, `pods/log`. */
  readonly resource: string;
  /** @default - the cluster scope, or every namespace */
  readonly namespace?: string | undefined;
  /** @default - any object */
  readonly name?: string | undefined;
}

interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface BindingSubject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const everything: readonly PolicyRule[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/**
 * Whether the roles and bindings among some manifests allow a request. Of the roles that every cluster has, only
 * `cluster-admin` is known: a binding to another one that is not among the manifests is an error.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function can(manifests: readonly Manifest[], request: AccessRequest): boolean {
  return manifests.some((binding) => {
    if (binding.kind !== 'ClusterRoleBinding' && binding.kind !== 'RoleBinding') return false;
    if (binding.kind === 'RoleBinding' && binding.metadata.namespace !== request.namespace) return false;
    if (!subjectsOf(binding).some((subject) => isSubject(subject, request.subject))) return false;
    return rulesOf(manifests, binding).some((rule) => allows(rule, request));
  });
}

function subjectsOf(binding: Manifest): readonly BindingSubject[] {
  return (binding.subjects ?? []) as readonly BindingSubject[];
}

function isSubject({ kind, name, namespace }: BindingSubject, subject: Subject): boolean {
  if (typeof subject !== 'string') {
    return 'user' in subject ? kind === 'User' && name === subject.user : kind === 'Group' && name === subject.group;
  }
  const [accountNamespace, account] = subject.split('/');
  if (kind === 'ServiceAccount') return name === account && namespace === accountNamespace;
  if (kind === 'User') return name === `system:serviceaccount:${accountNamespace}:${account}`;
  return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${accountNamespace}`].includes(
    name,
  );
}

function rulesOf(manifests: readonly Manifest[], binding: Manifest): readonly PolicyRule[] {
  const { kind, name } = binding.roleRef as { kind: string; name: string };
  const role = manifests.find(
    (manifest) =>
      manifest.kind === kind &&
      manifest.metadata.name === name &&
      (kind === 'ClusterRole' || manifest.metadata.namespace === binding.metadata.namespace),
  );
  if (role) return (role.rules ?? []) as readonly PolicyRule[];
  if (name === 'cluster-admin') return everything;
  throw new Error(
    `${binding.kind} ${binding.metadata.name} refers to ${kind} ${name}, whose rules are not known here.`,
  );
}

function allows(rule: PolicyRule, { verb, group, resource, name }: AccessRequest): boolean {
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups, group) &&
    (includes(rule.resources, resource) || includes(rule.resources, `*/${resource.split('/')[1]}`)) &&
    (!rule.resourceNames?.length || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function includes(allowed: readonly string[] | undefined, asked: string): boolean {
  return allowed?.some((value) => value === '*' || value === asked) ?? false;
}
