import { keyOf } from '../manifest/object-id';
import type { Access, Right, UnknownRole } from './access';
import { type AccessRequest, namespaceOf } from './access-request';
import { allows } from './policy-rule';
import { reach } from './reach';
import { holdsIn } from './rights';
import { identityOf, type Subject } from './subject';
import type { Step } from './ways';

/** What allows a request, or that nothing does. */
export type Answer =
  | {
      readonly allowed: true;
      /** The first right that allows it. */
      readonly right: Right;
      /** How its holder is reached; empty where they hold it themselves. */
      readonly path: readonly Step[];
    }
  | {
      readonly allowed: false;
      /** Bindings to roles that are not known here: they may allow it all the same. */
      readonly unknown: readonly UnknownRole[];
    };

/**
 * What the API server answers, asked by a SubjectAccessReview: by the rights that somebody holds themselves.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function can(access: Access, subject: Subject, request: AccessRequest): Answer {
  const identity = identityOf(subject);
  const right = rightFor(access.rights(identity), request);
  return right ? { allowed: true, right, path: [] } : { allowed: false, unknown: access.unknownRoles(identity) };
}

/**
 * What somebody can bring about: by their own rights, by acting as others, by giving themselves rights, in any number
 * of steps.
 */
export function canReach(access: Access, subject: Subject, request: AccessRequest): Answer {
  const unknown = new Map<string, UnknownRole>();
  for (const { identity, rights, path } of reach(access, identityOf(subject))) {
    const right = rightFor(rights, request);
    if (right) return { allowed: true, right, path };
    for (const role of access.unknownRoles(identity)) unknown.set(keyOf(role.binding), role);
  }
  return { allowed: false, unknown: [...unknown.values()] };
}

function rightFor(rights: readonly Right[], request: AccessRequest): Right | undefined {
  const namespace = namespaceOf(request);
  return rights.find((right) => holdsIn(right, namespace) && allows(right.rule, request));
}
