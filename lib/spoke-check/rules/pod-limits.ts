import { podRefusals } from '../../quota/pod-refusals';
import { namespaceOf, ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';
import { refusedPods } from './refused-pods';

/** A container whose requests and limits no Pod can have in the namespace, however much room there is. */
export const podLimits: SpokeRule = {
  id: 'spoke/pod-limits',
  severity: 'error',
  title: 'Requests or limits that no Pod can have',
  why: 'A quota asks every container to say what it takes, and nothing requests more than its limit: such Pods are never made.',
  fix: 'Correct resources.requests and resources.limits.',
  see: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const namespace = namespaceOf(facts, object);
      if (namespace === undefined) continue;
      for (const { path, message, fix } of podRefusals(object.manifest, namespace))
        yield { object, message: `${refusedPods(object.manifest)}: ${path} ${message}`, fix };
    }
  },
};
