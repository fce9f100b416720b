import type { Access } from '../../rbac/access';
import type { Identity } from '../../rbac/subject';

/** Whether somebody may do everything, everywhere. */
export function isAdministrator(access: Access, identity: Identity): boolean {
  return access
    .rights(identity)
    .some(
      ({ rule, namespace }) =>
        namespace === undefined && [rule.verbs, rule.apiGroups, rule.resources].every((words) => words.includes('*')),
    );
}
