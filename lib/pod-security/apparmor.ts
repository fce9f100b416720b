import { below, entriesOf } from '../manifest/place';
import { type Control, issueAt } from './control';
import { securityFields } from './pod-fields';

/** Followed by the name of a container, before `appArmorProfile` was there. */
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const apparmor: Control = {
  id: 'apparmor',
  level: 'baseline',
  title: 'AppArmor profile',
  description: "Nothing turns AppArmor off: a profile is the runtime's own, or one that is installed on the node.",
  *check(pod) {
    for (const profile of securityFields(pod, 'appArmorProfile')) {
      const type = below(profile, 'type');
      if (profile.value !== undefined && type.value !== 'RuntimeDefault' && type.value !== 'Localhost')
        yield issueAt(type, 'Set it to RuntimeDefault or Localhost, or leave the profile out.');
    }
    for (const annotation of entriesOf(below(pod.metadata, 'annotations')))
      if (annotation.key.startsWith(ANNOTATION) && !isAllowed(annotation.value))
        yield issueAt(annotation, 'Set it to runtime/default or localhost/<profile>, or leave it out.');
  },
};

function isAllowed(annotation: unknown): boolean {
  if (typeof annotation !== 'string') return annotation === undefined || annotation === null;
  return annotation === '' || annotation === 'runtime/default' || annotation.startsWith('localhost/');
}
