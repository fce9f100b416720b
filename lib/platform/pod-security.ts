/** A level of the Pod Security Standards. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/** Namespace labels that make Pod Security Admission enforce a level, and warn of and record what breaks it. */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/audit': level,
    'pod-security.kubernetes.io/warn': level,
  };
}
