import type { AccessRequest } from './access-request';

/** What a role allows: verbs on resources, or on URL paths that are no resources. */
export interface PolicyRule {
  /** `get`, `create` …; `*` is every verb. */
  readonly verbs: readonly string[];
  /** API groups; the empty string for the core group, `*` for all. */
  readonly apiGroups: readonly string[];
  /** Plurals with their subresources, `pods`, `pods/exec`; `*` is everything, and with a subresource behind it that one of everything. */
  readonly resources: readonly string[];
  /** Names of the only objects that are meant; none where all are. */
  readonly resourceNames: readonly string[];
  /** URL paths; a `*` at the end stands for whatever follows. */
  readonly nonResourceURLs: readonly string[];
}

/**
 * Whether a rule allows a request. As in Kubernetes, a rule with names allows nothing that is asked without one: lists,
 * watches and deletions of many, and creations, whose requests carry no name.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function allows(rule: PolicyRule, request: AccessRequest): boolean {
  if ('path' in request) {
    return includes(rule.verbs, request.verb) && rule.nonResourceURLs.some((url) => covers(url, request.path));
  }
  const { name = '' } = request;
  return allowsSome(rule, request) && (rule.resourceNames.length === 0 || rule.resourceNames.includes(name));
}

/** Whether a rule allows something to be done to at least one object, whatever its name. */
export function allowsSome(
  rule: Pick<PolicyRule, 'verbs' | 'apiGroups' | 'resources'>,
  { verb, group, resource }: { readonly verb: string; readonly group: string; readonly resource: string },
): boolean {
  const slash = resource.indexOf('/');
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups, group) &&
    (includes(rule.resources, resource) || (slash >= 0 && rule.resources.includes(`*${resource.slice(slash)}`)))
  );
}

function includes(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked);
}

function covers(url: string, path: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}
