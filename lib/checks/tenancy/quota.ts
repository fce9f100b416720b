import type { IndexedObject } from '../../manifest/manifest-index';
import { shared } from '../facts/shared';

interface QuotaSpec {
  readonly hard?: Readonly<Record<string, unknown>>;
  readonly scopes?: readonly string[];
  readonly scopeSelector?: object;
}

/** What some ResourceQuotas of a namespace limit for everything in it; those for certain Pods only are passed over. */
export const limitedBy = shared(
  (quotas: readonly IndexedObject[]): ReadonlyMap<string, unknown> =>
    new Map(
      quotas.flatMap(({ manifest }) => {
        const { hard = {}, scopes = [], scopeSelector } = (manifest.spec ?? {}) as QuotaSpec;
        return scopes.length > 0 || scopeSelector !== undefined ? [] : Object.entries(hard);
      }),
    ),
);

/** Whether a namespace with these limits has no Pods: nothing that only Pods use up needs a limit there. */
export function admitsNoPods(limited: ReadonlyMap<string, unknown>): boolean {
  return [limited.get('pods'), limited.get('count/pods')].some((most) => String(most) === '0');
}
