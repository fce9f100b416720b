import type { ClusterRule } from '../rule';
import { controllerMissing } from './controller-missing';
import { invalidCidr } from './invalid-cidr';
import { invalidPort } from './invalid-port';
import { invalidSchedule } from './invalid-schedule';
import { invalidWorkload } from './invalid-workload';
import { listedTwice } from './listed-twice';
import { negativeAmount } from './negative-amount';
import { policyExemption } from './policy-exemption';
import { policyNotEnforced } from './policy-not-enforced';
import { replicasAutoscaled } from './replicas-autoscaled';

/** What the API server checks beyond schemas, and what it takes though it does not work. */
export const kubernetesRules: readonly ClusterRule[] = [
  invalidWorkload,
  listedTwice,
  invalidPort,
  invalidSchedule,
  invalidCidr,
  negativeAmount,
  replicasAutoscaled,
  controllerMissing,
  policyNotEnforced,
  policyExemption,
];
