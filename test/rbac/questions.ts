import type { Manifest } from 'cdk8s-flux-hub';
import type { AccessRequest } from '../../lib/rbac/access-request';
import { identityOf, type Subject } from '../../lib/rbac/subject';

/** Roles and bindings, and what they allow and deny whom: a name, then questions. */
export interface CaseGroup {
  readonly about: string;
  readonly manifests: readonly Manifest[];
  readonly allowed: readonly (readonly [who: string, ...questions: string[]])[];
  readonly denied: readonly (readonly [who: string, ...questions: string[]])[];
}

/** One question, and what Kubernetes answers when the manifests of all groups are installed. */
export interface Case {
  readonly about: string;
  /** `ann of testers: get pods/log in one` */
  readonly question: string;
  readonly subject: Subject;
  readonly request: AccessRequest;
  readonly allowed: boolean;
}

export function casesOf({ about, allowed, denied }: CaseGroup): readonly Case[] {
  const read = (rows: CaseGroup['allowed'], answer: boolean) =>
    rows.flatMap(([who, ...questions]) =>
      questions.map((question) => ({
        about,
        question: `${who}: ${question}`,
        subject: subjectIn(who),
        request: requestIn(question),
        allowed: answer,
      })),
    );
  return [...read(allowed, true), ...read(denied, false)];
}

/** `namespace/name` is a ServiceAccount, `ann` a user, `ann of testers, admins` one in groups, `of testers` anybody in one. */
function subjectIn(who: string): Subject {
  if (who.startsWith('of ')) return { group: who.slice(3) };
  const [user = '', groups] = who.split(' of ');
  if (groups !== undefined) return { user, groups: groups.split(', ') };
  return user.includes('/') ? (user as `${string}/${string}`) : { user };
}

/** `get pods/log.group named web in one`; the cluster where no namespace is said; URL paths start with a slash. */
function requestIn(question: string): AccessRequest {
  const [, verb = '', what = '', name, namespace] = /^(\S+) (\S+)(?: named (\S+))?(?: in (\S+))?$/.exec(question) ?? [];
  if (what.startsWith('/')) return { verb, path: what };
  const dot = what.indexOf('.');
  const [resource, group] = dot < 0 ? [what, ''] : [what.slice(0, dot), what.slice(dot + 1)];
  return { verb, group, resource, namespace, name };
}

/** The same question for a real API server, whose answer is `status.allowed`. */
export function accessReview({ subject, request }: Pick<Case, 'subject' | 'request'>) {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { ...identityOf(subject), ...attributes(request) },
  };
}

function attributes(request: AccessRequest) {
  if ('path' in request) return { nonResourceAttributes: request };
  const [resource, subresource = ''] = request.resource.split('/');
  const { verb, group, namespace = '', name = '' } = request;
  return { resourceAttributes: { verb, group, resource, subresource, namespace, name } };
}
