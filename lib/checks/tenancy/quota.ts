import type { IndexedObject } from '../../manifest/manifest-index';
import { hardLimits } from '../../quota/hard-limits';
import { shared } from '../facts/shared';

/** What some ResourceQuotas of a namespace limit for everything in it. */
export const limitedBy = shared(
  (quotas: readonly IndexedObject[]): ReadonlyMap<string, string> =>
    new Map(Object.entries(hardLimits(quotas.map(({ manifest }) => manifest)))),
);

/** Whether a namespace with these limits has no Pods: nothing that only Pods use up needs a limit there. */
export function admitsNoPods(limited: ReadonlyMap<string, string>): boolean {
  return [limited.get('pods'), limited.get('count/pods')].includes('0');
}
