import { below, entriesOf, type Place } from '../manifest/place';
import { containersOf, type Pod } from '../manifest/pod';
import { type Control, type Issue, issueAt } from './control';
import { securityFields } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const seccomp: Control = {
  id: 'seccomp',
  level: 'baseline',
  title: 'Seccomp turned off',
  description: "Nothing turns seccomp off: a profile is the runtime's own, or one that is installed on the node.",
  check: (pod, minor) => (minor < 19 ? badAnnotations(pod) : badProfiles(pod)),
};

/** The profiles that a Pod and its containers may not set. */
export function* badProfiles(pod: Pod): Iterable<Issue> {
  for (const profile of securityFields(pod, 'seccompProfile')) {
    const type = below(profile, 'type');
    if (profile.value !== undefined && !isAllowedProfile(profile))
      yield issueAt(type, 'Set it to RuntimeDefault or Localhost.');
  }
}

/** Whether a `seccompProfile` confines. */
export function isAllowedProfile(profile: Place): boolean {
  const type = below(profile, 'type').value;
  return type === 'RuntimeDefault' || type === 'Localhost';
}

/** What profiles were set by before 1.19. */
function* badAnnotations(pod: Pod): Iterable<Issue> {
  const names = containersOf(pod).map((container) => below(container, 'name').value);
  const isOfPod = (key: string) =>
    key === 'seccomp.security.alpha.kubernetes.io/pod' ||
    names.some((name) => typeof name === 'string' && key === `container.seccomp.security.alpha.kubernetes.io/${name}`);
  for (const annotation of entriesOf(below(pod.metadata, 'annotations')))
    if (isOfPod(annotation.key) && !isAllowedAnnotation(annotation.value))
      yield issueAt(annotation, 'Set it to runtime/default or localhost/<profile>, or leave it out.');
}

function isAllowedAnnotation(profile: unknown): boolean {
  if (typeof profile !== 'string') return false;
  return profile === 'runtime/default' || profile === 'docker/default' || profile.startsWith('localhost/');
}
