import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { type Automation, automations } from './automations';

/** Two image automations that write one branch. */
export const automationRace: ClusterRule = {
  id: 'flux/automation-race',
  severity: 'warning',
  title: 'Two image automations on one branch',
  why: 'They push at the same time; one of them is refused, or undoes what the other wrote.',
  fix: 'Make one of them, whose spec.update.path spans both, or give each a branch of its own.',
  see: ['https://github.com/fluxcd/image-automation-controller/issues/939'],
  *check({ index }) {
    const writers = new Map<string, Automation>();
    for (const automation of automations(index)) {
      const { object, source, repository = source, checkout, push = checkout } = automation;
      const place = `${repository}#${push}`;
      const first = writers.get(place);
      if (first)
        yield {
          object,
          message: `pushes to the same branch${push ? `, ${push},` : ''} as ${formatId(idOf(first.object.manifest))}`,
          also: first.object.origin(),
        };
      else writers.set(place, automation);
    }
  },
};
