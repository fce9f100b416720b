import { formatId } from '../../manifest/object-id';
import type { Breach } from '../../rbac/isolation';
import type { ClusterRule } from '../rule';
import { waysOut } from './ways-out';

/** Rights of a tenant by which it leaves its namespaces, in one step or several. */
export const wayOut: ClusterRule = {
  id: 'isolation/way-out',
  severity: 'error',
  title: 'Tenant that can leave its namespaces',
  why: 'Who may bind, escalate, impersonate, make tokens or run Pods as somebody has the rights of that somebody too.',
  fix: 'Take the right out of the role, or the account that it reaches out of the namespace; `flux-hub can-i` shows the way.',
  see: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  *check(facts) {
    for (const { object, grant, breach, accounts } of waysOut(facts))
      yield { object, message: `lets ${listed(accounts)} ${wayOf(breach)}, by ${formatId(grant.source)}` };
  },
};

function listed([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function wayOf({ path, what }: Breach): string {
  return [...path.map(({ deed, outcome }) => `${deed} and so ${outcome}`), what].join(', then ');
}
