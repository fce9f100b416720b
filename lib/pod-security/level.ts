/** The levels of the Pod Security Standards, from the one that admits everything to the strictest. */
export const podSecurityLevels = ['privileged', 'baseline', 'restricted'] as const;

/** A level of the Pod Security Standards. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = (typeof podSecurityLevels)[number];

/** Whether a word is a level; a namespace labelled with another is held to the strictest. */
export function isPodSecurity(word: unknown): word is PodSecurity {
  return podSecurityLevels.some((level) => level === word);
}
