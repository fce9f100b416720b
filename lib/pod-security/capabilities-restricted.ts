import { below, itemsOf } from '../manifest/place';
import { containersOf } from '../manifest/pod';
import { capabilities } from './capabilities';
import { type Control, issueAt } from './control';
import { isForWindows } from './pod-fields';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const capabilitiesRestricted: Control = {
  id: 'capabilities-restricted',
  level: 'restricted',
  title: 'Kept capabilities',
  description: 'Every container drops all capabilities, and adds at most the one to listen on ports below 1024.',
  since: 22,
  replaces: capabilities.id,
  *check(pod, minor) {
    if (minor >= 25 && isForWindows(pod)) return;
    for (const container of containersOf(pod)) {
      const context = below(container, 'securityContext', 'capabilities');
      const drop = below(context, 'drop');
      if (!itemsOf(drop).some(({ value }) => value === 'ALL')) {
        const message = drop.value === undefined ? 'is not set' : 'lacks "ALL"';
        yield { path: drop.path, message, fix: 'Set it to ["ALL"].' };
      }
      for (const added of itemsOf(below(context, 'add')))
        if (added.value !== 'NET_BIND_SERVICE') yield issueAt(added, 'Add none, or only NET_BIND_SERVICE.');
    }
  },
};
