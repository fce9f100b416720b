import type { IndexedObject } from '../../manifest/manifest-index';
import type { AdmissionPolicy } from '../../policies/policy';
import { routeHostnames } from '../../policies/route-hostnames';
import { routeParents } from '../../policies/route-parents';
import { podRefusals, refusals, serviceAccount } from '../admission';
import { namespaceOf, ownObjects, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** An object that a policy of the hub refuses. */
export const admissionPolicy: SpokeRule = {
  id: 'spoke/admission-policy',
  severity: 'error',
  title: 'Refused by an admission policy of the hub',
  why: 'The API server refuses the object, and Flux then applies nothing of the folder; Pods it refuses when their Deployment makes them.',
  fix: 'Do what the policy says.',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const namespace = namespaceOf(facts, object);
      if (namespace === undefined) continue;
      for (const policy of policiesAgainst(facts, object))
        if (policy !== routeHostnames && policy !== routeParents)
          yield { object, message: `is refused by policy ${told(policy)}`, fix: policy.message };
      for (const policy of podRefusals(object.manifest, namespace))
        yield {
          object,
          message: `is admitted, and its Pods are refused by policy ${told(policy)}`,
          fix: policy.message,
        };
    }
  },
};

/** The policies that refuse an object when Flux applies it as the tenant. */
export function policiesAgainst(facts: SpokeFacts, object: IndexedObject): readonly AdmissionPolicy[] {
  const namespace = namespaceOf(facts, object);
  if (namespace === undefined) return [];
  const [home = ''] = Object.keys(facts.contract.namespaces);
  return refusals(object.manifest, namespace, serviceAccount(home, facts.appOf(object).app.serviceAccount));
}

function told({ name, title }: AdmissionPolicy): string {
  return `${name}: ${title}`;
}
