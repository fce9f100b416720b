import { enforceLabel, podSecurityPrefix } from '../pod-security/labels';
import type { PodSecurity } from '../pod-security/level';

/** Namespace labels that make Pod Security Admission enforce a level, and warn of and record what breaks it. */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  return {
    [enforceLabel]: level,
    [`${podSecurityPrefix}audit`]: level,
    [`${podSecurityPrefix}warn`]: level,
  };
}
