import type { PodSecurity } from '../pod-security/level';

/** Namespace labels that make Pod Security Admission enforce a level, and warn of and record what breaks it. */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/audit': level,
    'pod-security.kubernetes.io/warn': level,
  };
}
