import type { ClusterRule } from '../rule';
import { controllerMissing } from './controller-missing';
import { invalidCidr } from './invalid-cidr';
import { negativeAmount } from './negative-amount';
import { policyExemption } from './policy-exemption';
import { policyNotEnforced } from './policy-not-enforced';
import { replicasAutoscaled } from './replicas-autoscaled';

/** What the API server checks beyond schemas, and what it takes though it does not work. */
export const kubernetesRules: readonly ClusterRule[] = [
  invalidCidr,
  negativeAmount,
  replicasAutoscaled,
  controllerMissing,
  policyNotEnforced,
  policyExemption,
];
