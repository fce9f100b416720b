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
