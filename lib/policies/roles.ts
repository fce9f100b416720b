import { celList } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

const verbs = ['*', 'bind', 'escalate', 'impersonate'];
const resources = ['*', '*/*', 'serviceaccounts/token', 'pods/exec', 'pods/attach', 'nodes/proxy'];

/** What tenants' Roles may hold. */
export const roles: AdmissionPolicy = {
  name: 'flux-hub-roles',
  title: 'Roles with wildcards, or with rights that lead to more',
  why: 'Who holds such a Role has all that others in the namespace have, and all that is ever added to it.',
  resources: [builtIn('rbac.authorization.k8s.io', { Role: 'roles' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: `!has(object.rules) || object.rules.all(rule, ${[
    `rule.verbs.all(one, !(one in ${celList(verbs)}))`,
    '(!has(rule.apiGroups) || !("*" in rule.apiGroups))',
    `(!has(rule.resources) || rule.resources.all(one, !(one in ${celList(resources)})))`,
  ].join(' && ')})`,
  message: `List groups, resources and verbs, and leave out ${[...verbs, ...resources].filter((one) => !one.includes('*')).join(', ')}.`,
};
