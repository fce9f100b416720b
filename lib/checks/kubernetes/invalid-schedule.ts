import { below, specPlace } from '../../manifest/place';
import type { ClusterRule } from '../rule';
import { isSchedule } from './schedule';

/** A schedule of a CronJob that is none. */
export const invalidSchedule: ClusterRule = {
  id: 'kubernetes/invalid-schedule',
  severity: 'error',
  title: 'Not a schedule',
  why: 'The API server refuses the CronJob, and Flux then applies nothing of its folder.',
  fix: 'Write five fields, as in 0 3 * * 1-5; Sunday is 0, and the time zone goes into spec.timeZone.',
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  *check({ index }) {
    for (const object of index.ofKind('batch', 'CronJob')) {
      const { path, value } = below(specPlace(object.manifest), 'schedule');
      if (typeof value === 'string' && !isSchedule(value))
        yield { object, message: `has ${path}: ${JSON.stringify(value)}` };
    }
  },
};
