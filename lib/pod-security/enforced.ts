import { enforceLabel } from './labels';
import { isPodSecurity } from './level';
import type { Standard } from './pod-security-issues';

/** What a namespace with some labels holds its Pods to: to nothing where it says nothing, to the strictest where it says no level. */
export function enforced(labels: Readonly<Record<string, string>>): Required<Standard> {
  const level = labels[enforceLabel] ?? 'privileged';
  return { level: isPodSecurity(level) ? level : 'restricted', version: labels[`${enforceLabel}-version`] ?? 'latest' };
}
