import { formatId } from '../manifest/object-id';
import type { Right } from '../rbac/access';
import { type AccessRequest, formatRequest } from '../rbac/access-request';
import type { Answer } from '../rbac/can';
import type { PolicyRule } from '../rbac/policy-rule';
import { formatIdentity, identityOf, type Subject } from '../rbac/subject';
import type { Step } from '../rbac/ways';

/** An answer as people read it: yes or no, then every step and what allows it. */
export function formatAnswer(cluster: string, subject: Subject, request: AccessRequest, answer: Answer): string {
  const who = formatIdentity(identityOf(subject));
  const what = formatRequest(request);
  if (!answer.allowed) {
    const unknown = answer.unknown.map(
      ({ binding, role }) => `  ${formatId(binding)} refers to ${formatId(role)}, whose rules are not known here.`,
    );
    return [`${cluster}: no, ${who} cannot ${what}`, ...unknown].join('\n');
  }
  const lines = [...formatPath(answer.path), ...formatRight(answer.right)];
  return [`${cluster}: yes, ${who} can ${what}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The steps to a right, a line for each, and what allows it. */
export function formatPath(path: readonly Step[]): readonly string[] {
  return path.map(({ deed, outcome, by }) => {
    const grants = by.flatMap(({ grant }) => (grant ? formatId(grant.binding) : []));
    return `can ${deed}, and so ${outcome}${grants.length > 0 ? ` (${[...new Set(grants)].join(', ')})` : ''}`;
  });
}

/** The binding, the role and the rule of a right. */
export function formatRight({ rule, grant }: Right): readonly string[] {
  const said = `rule     ${formatRule(rule)}`;
  if (!grant) return [said];
  const { binding, subject, role, source } = grant;
  const namespace = subject.namespace ?? binding.namespace;
  const whom = subject.kind === 'ServiceAccount' ? `${namespace}/${subject.name}` : subject.name;
  return [
    `binding  ${formatId(binding)}, of ${subject.kind} ${whom}`,
    `role     ${formatId(role)}${source.name === role.name ? '' : `, which gathers ${formatId(source)}`}`,
    said,
  ];
}

/** A rule in a line: `get, list pods, pods/log`, `create deployments in apps`. */
export function formatRule({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  const groups = apiGroups.map((group) => (group === '' ? 'the core group' : group));
  const names = resourceNames.length > 0 ? `, only ${resourceNames.join(', ')}` : '';
  if (nonResourceURLs.length > 0) return `${verbs.join(', ')} ${nonResourceURLs.join(', ')}`;
  return `${verbs.join(', ')} ${resources.join(', ')} in ${groups.join(', ')}${names}`;
}
