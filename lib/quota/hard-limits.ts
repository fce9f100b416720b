import type { Manifest } from '../manifest/manifest';
import { parseQuantity } from '../manifest/quantity';
import { listIn, mapIn } from '../tree/fields';
import { textsIn } from './texts-in';

/** What the ResourceQuotas of a namespace limit for everything in it, the least of each resource; those for certain Pods only are passed over. */
export function hardLimits(quotas: readonly Manifest[]): Readonly<Record<string, string>> {
  const least: Record<string, string> = {};
  for (const { hard, scopes, scopeSelector } of quotas.map(({ spec }) => mapIn(spec))) {
    if (listIn(scopes).length > 0 || scopeSelector !== undefined) continue;
    for (const [resource, amount] of Object.entries(textsIn(hard)))
      if (!isBelow(least[resource], amount)) least[resource] = amount;
  }
  return least;
}

function isBelow(amount: string | undefined, other: string): boolean {
  return amount !== undefined && (parseQuantity(amount) ?? 0) < (parseQuantity(other) ?? 0);
}
