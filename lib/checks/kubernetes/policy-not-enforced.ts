import type { Manifest } from '../../manifest/manifest';
import type { ManifestIndex } from '../../manifest/manifest-index';
import type { ClusterRule, Violation } from '../rule';
import { kyvernoRules } from './kyverno-policy';

/** A policy that says no and lets everything through. */
export const policyNotEnforced: ClusterRule = {
  id: 'kubernetes/policy-not-enforced',
  severity: 'warning',
  title: 'Policy that denies nothing',
  why: 'What it forbids is admitted all the same: tenants are held by nothing but the report.',
  fix: 'Let it deny, once its reports are empty.',
  see: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    'https://kyverno.io/docs/policy-types/cluster-policy/validate/',
  ],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length > 0) for (const policy of policies) yield* policy(index);
  },
};

type Check = (index: ManifestIndex) => Iterable<Violation>;

const bindings: Check = function* (index) {
  for (const object of index.ofKind('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding')) {
    const { validationActions = [] } = specOf(object.manifest);
    if (!validationActions.includes('Deny')) yield { object, ...reporting(validationActions) };
  }
};

/** Both of these deny unless they say something else. */
const expressions: Check = function* (index) {
  for (const [group, kind] of [
    ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicy'],
    ['policies.kyverno.io', 'ValidatingPolicy'],
  ] as const)
    for (const object of index.ofKind(group, kind)) {
      const { validationActions = ['Deny'], failurePolicy } = specOf(object.manifest);
      if (!validationActions.includes('Deny')) yield { object, ...reporting(validationActions) };
      else if (failurePolicy === 'Ignore') yield { object, ...opened };
    }
};

/** Audits unless it says otherwise, in the policy or in the rule. */
const clusterPolicies: Check = function* (index) {
  for (const object of index.ofKind('kyverno.io', 'ClusterPolicy')) {
    const { validationFailureAction = 'Audit', failurePolicy } = specOf(object.manifest);
    const actions = kyvernoRules(object.manifest).flatMap(({ validate }) =>
      validate ? [validate.failureAction ?? validationFailureAction] : [],
    );
    const audits = actions.filter((action) => action.toLowerCase() !== 'enforce');
    if (audits.length > 0)
      yield {
        object,
        message: `only audits in ${audits.length} of its ${actions.length} validating rules`,
        fix: 'Set failureAction: Enforce in each, once its reports are empty.',
      };
    else if (actions.length > 0 && failurePolicy === 'Ignore') yield { object, ...opened };
  }
};

function reporting(actions: readonly string[]) {
  return {
    message: `has spec.validationActions: [${actions.join(', ')}], and Deny is not among them`,
    fix: 'Make it [Deny], once nothing is reported.',
  };
}

const opened = {
  message: 'has spec.failurePolicy: Ignore, so that what it cannot judge is admitted',
  fix: 'Set spec.failurePolicy: Fail.',
};

const policies: readonly Check[] = [bindings, expressions, clusterPolicies];

interface PolicySpec {
  readonly validationActions?: readonly string[];
  readonly validationFailureAction?: string;
  readonly failurePolicy?: string;
}

function specOf({ spec }: Manifest): PolicySpec {
  return (spec ?? {}) as PolicySpec;
}
