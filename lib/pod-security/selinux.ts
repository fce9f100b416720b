import { below } from '../manifest/place';
import { type Control, issueAt } from './control';
import { securityFields } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const selinux: Control = {
  id: 'selinux',
  level: 'baseline',
  title: 'SELinux options',
  description: 'The SELinux type is one of those for containers, and neither its user nor its role is set.',
  *check(pod, minor) {
    const types = [
      'container_t',
      'container_init_t',
      'container_kvm_t',
      ...(minor >= 31 ? ['container_engine_t'] : []),
    ];
    for (const options of securityFields(pod, 'seLinuxOptions')) {
      const type = below(options, 'type');
      if (!isEmpty(type.value) && !types.some((each) => each === type.value))
        yield issueAt(type, `Leave it out, or use one of ${types.join(', ')}.`);
      for (const field of [below(options, 'user'), below(options, 'role')])
        if (!isEmpty(field.value)) yield issueAt(field, 'Leave it out.');
    }
  },
};

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '';
}
