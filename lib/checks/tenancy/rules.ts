import type { ClusterRule } from '../rule';
import { beforePolicies } from './before-policies';
import { limitsMissing } from './limits-missing';
import { outsideNamespaces } from './outside-namespaces';
import { podSecurityLow } from './pod-security-low';
import { podSecurityMissing } from './pod-security-missing';
import { quotaGap } from './quota-gap';
import { quotaMissing } from './quota-missing';
import { spoofableSelector } from './spoofable-selector';
import { tokenMounted } from './token-mounted';
import { unguarded } from './unguarded';

/** What a tenant must have, and where it must stay. */
export const tenancyRules: readonly ClusterRule[] = [
  outsideNamespaces,
  podSecurityMissing,
  podSecurityLow,
  quotaMissing,
  quotaGap,
  limitsMissing,
  tokenMounted,
  spoofableSelector,
  beforePolicies,
  unguarded,
];
