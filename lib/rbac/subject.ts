/**
 * Who asks: a ServiceAccount as `namespace/name`, a user by name, or any member of a group.
 * What everybody is in, such as `system:authenticated`, need not be said.
 */
export type Subject =
  | `${string}/${string}`
  | {
      /** Name of the user, as a certificate or an identity provider says it. */
      readonly user: string;
      /** Groups that the user is in. @default - only those that everybody is in */
      readonly groups?: readonly string[];
    }
  | {
      /** Name of the group. */
      readonly group: string;
    };

/** Whom the API server sees: what every subject comes down to. */
export interface Identity {
  /** Empty for somebody of whom only the groups are known. */
  readonly user: string;
  readonly groups: readonly string[];
}

/** One of those that a binding names. */
export interface BindingSubject {
  /** `User`, `Group` or `ServiceAccount`. */
  readonly kind: string;
  readonly name: string;
  /** Where a ServiceAccount lives. @default - the namespace of the binding */
  readonly namespace?: string | undefined;
}

const everybody = 'system:authenticated';
const nobody = 'system:unauthenticated';
const anonymous = 'system:anonymous';
const accountPrefix = 'system:serviceaccount:';
const accounts = 'system:serviceaccounts';

/**
 * The user name of a subject and all groups that it is in. A user whose name is that of a ServiceAccount is one.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function identityOf(subject: Subject): Identity {
  if (typeof subject === 'string') {
    const slash = subject.indexOf('/');
    return account(subject.slice(0, slash), subject.slice(slash + 1));
  }
  if ('group' in subject) return { user: '', groups: groupsOf([subject.group]) };
  const { user, groups = [] } = subject;
  const [namespace, name] = isAccount(user) ? user.slice(accountPrefix.length).split(':') : [];
  if (namespace && name) return withGroups(account(namespace, name), groups);
  return { user, groups: user === anonymous ? unique([...groups, nobody]) : groupsOf(groups) };
}

/** Who somebody is, as people write it: a ServiceAccount as `namespace/name`. */
export function formatIdentity({ user, groups }: Identity): string {
  if (isAccount(user)) return user.slice(accountPrefix.length).replace(':', '/');
  return user === '' ? `members of ${groups[0]}` : user;
}

/** Whether a user name is that of a ServiceAccount. */
export function isAccount(user: string): boolean {
  return user.startsWith(accountPrefix);
}

/** What finds the bindings that name somebody: one key for the user, one for each group. */
export function keysOf({ user, groups }: Identity): readonly string[] {
  const ofGroups = groups.map((group) => `Group ${group}`);
  return user === '' ? ofGroups : [`User ${user}`, ...ofGroups];
}

/** The key of those that a binding's subject stands for; undefined where it stands for nobody. */
export function keyOfSubject({ kind, name, namespace }: BindingSubject, bound: string | undefined): string | undefined {
  if (kind === 'User' || kind === 'Group') return `${kind} ${name}`;
  const home = namespace || bound;
  return kind === 'ServiceAccount' && home ? `User ${accountPrefix}${home}:${name}` : undefined;
}

function account(namespace: string, name: string): Identity {
  return { user: `${accountPrefix}${namespace}:${name}`, groups: [`${accounts}:${namespace}`, accounts, everybody] };
}

function withGroups({ user, groups }: Identity, more: readonly string[]): Identity {
  return { user, groups: unique([...groups, ...more]) };
}

/** Some groups, and those that all their members are in too. */
function groupsOf(groups: readonly string[]): readonly string[] {
  const all = groups.some((group) => group.startsWith(`${accounts}:`)) ? [...groups, accounts] : groups;
  return unique(groups.includes(nobody) ? all : [...all, everybody]);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
